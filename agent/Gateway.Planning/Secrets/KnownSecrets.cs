using System.Collections.Immutable;

namespace Gateway.Planning.Secrets;

/// <summary>The secrets that gateway.toml may refer to, by name.</summary>
public sealed record KnownSecrets(ImmutableDictionary<string, Secret> Values)
{
    /// <summary>Nobody can tell which secrets the device has: a reference may be right.</summary>
    public static KnownSecrets None { get; } = new(ImmutableDictionary<string, Secret>.Empty) { AreAll = false };

    /// <summary>False: a reference that leads to nothing, or to what its key does not take, stands for <see cref="Secret.Unknown"/> and is no error.</summary>
    public bool AreAll { get; init; } = true;

    public KnownSecrets With(string name, Secret value) => this with { Values = Values.SetItem(name, value) };
}

/// <summary>A place in gateway.toml that refers to a secret.</summary>
/// <param name="Path">The setting, such as <c>system.console-password-hash</c>.</param>
/// <param name="Name">The secret's name.</param>
public sealed record SecretReference(string Path, string Name);
