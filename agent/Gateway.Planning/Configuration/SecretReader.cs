using System.Collections.Immutable;
using Gateway.Planning.Secrets;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>References to secrets -&gt; their values, and a list of what was referred to.</summary>
internal sealed class SecretReader(KnownSecrets known)
{
    private readonly ImmutableArray<SecretReference>.Builder references = ImmutableArray.CreateBuilder<SecretReference>();

    public ImmutableArray<SecretReference> References => references.ToImmutable();

    /// <param name="path">The setting that refers to it.</param>
    /// <param name="name">As written.</param>
    /// <param name="parse">What the setting takes.</param>
    public Parsed<Secret> Read(string path, string name, Func<string, Parsed<Secret>> parse)
    {
        if (!SecretName.IsName(name))
        {
            // It may be a secret itself, by somebody who took the form for a mark.
            return Parsed.Bad<Secret>($"what follows {SecretName.Prefix} is not the name of a secret", $"a name is {SecretName.Form}: \"{SecretName.Prefix}console\"");
        }

        references.Add(new SecretReference(path, name));
        if (!known.Values.TryGetValue(name, out var secret))
        {
            return known.AreAll
                ? Parsed.Bad<Secret>($"there is no secret {Quoted.Text(name)} on this gateway", $"set it on the gateway: `gateway secret set {name}` asks for its value")
                : Parsed.Good(Secret.Unknown);
        }

        var parsed = parse(secret.Reveal());
        return parsed.IsGood || known.AreAll ? WithName(parsed, name) : Parsed.Good(Secret.Unknown);
    }

    private static Parsed<Secret> WithName(Parsed<Secret> parsed, string name) =>
        parsed.IsGood ? parsed : Parsed.Bad<Secret>($"the secret {Quoted.Text(name)} does not fit: {parsed.Error}", parsed.Hint);
}
