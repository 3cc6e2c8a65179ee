using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Gateway.Agent.Control;
using Gateway.Agent.Generations;
using Gateway.Planning.Configuration;
using Gateway.Planning.Secrets;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Secrets;

/// <summary>What the operator does to the secrets. No answer and no log holds a value.</summary>
public sealed partial class SecretChanges(SecretStore store, SecretUses uses, TurnQueue queue, ILogger<SecretChanges> logger)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public async Task<ControlResponse> ListAsync(CancellationToken cancellation)
    {
        var set = store.List();
        var found = await uses.FindAsync(cancellation);
        var names = set.Keys.Concat(found.SelectMany(static use => use.Names)).Distinct().Order(StringComparer.Ordinal);
        var document = new SecretsDocument([.. names.Select(name => new SecretEntry(
            name,
            set.TryGetValue(name, out var time) ? time : null,
            [.. found.Where(use => use.Names.Contains(name)).Select(static use => use.Where)]))]);
        return new ControlResponse(ExitCode.Ok) { Result = JsonSerializer.SerializeToElement(document, SecretJson.Default.SecretsDocument) };
    }

    /// <summary>The turn that takes the value also looks at gateway.toml again, which may have waited for it.</summary>
    public Task<ControlResponse> SetAsync(string name, byte[] value, CancellationToken cancellation) =>
        SecretName.IsName(name) ? queue.RunAsync(token => KeepAsync(name, value, token), cancellation) : Task.FromResult(NoName());

    public Task<ControlResponse> RemoveAsync(string name, CancellationToken cancellation) =>
        SecretName.IsName(name) ? queue.RunAsync(token => ForgetAsync(name, token), cancellation) : Task.FromResult(NoName());

    private async Task<ControlResponse> KeepAsync(string name, byte[] bytes, CancellationToken cancellation)
    {
        if (Problem(bytes, out var value) is { } problem)
            return Refused(problem);
        var known = store.Known();
        if (!known.Values.ContainsKey(name) && store.List().Count >= SecretStore.Most)
            return Refused($"{SecretStore.Most} secrets are kept and no more; see `gateway secret list` for those that nothing refers to");
        if (await MisfitAsync(name, known, known.With(name, value!), cancellation) is { } misfit)
            return Refused(misfit);
        try
        {
            store.Set(name, value!);
        }
        catch (IOException e)
        {
            return Refused($"writing the secret to the disk failed: {e.Message}; what it was before it is. Free space in /var, see `df /var`");
        }

        LogSet(logger, name);
        return await ListAsync(cancellation);
    }

    private async Task<ControlResponse> ForgetAsync(string name, CancellationToken cancellation)
    {
        if (!store.List().ContainsKey(name))
            return Refused($"there is no secret \"{name}\"; see `gateway secret list`");
        var needed = (await uses.FindAsync(cancellation)).Where(use => use.IsNeeded && use.Names.Contains(name)).Select(static use => use.Where).ToArray();
        if (needed.Length > 0)
            return Refused($"\"{name}\" is needed by {string.Join(" and ", needed)}; change the configuration first, then remove it");
        store.Remove(name);
        LogRemoved(logger, name);
        return await ListAsync(cancellation);
    }

    /// <summary>What would be wrong with a value that the box needs, as far as it was right before; null: nothing.</summary>
    private async Task<string?> MisfitAsync(string name, KnownSecrets before, KnownSecrets after, CancellationToken cancellation)
    {
        foreach (var use in (await uses.FindAsync(cancellation)).Where(use => use.IsNeeded && use.Names.Contains(name)))
        {
            ImmutableArray<ConfigurationError> errors = [.. ConfigurationReader.Read(use.File, after).Errors.Except(ConfigurationReader.Read(use.File, before).Errors)];
            if (!errors.IsEmpty)
                return $"the value was not kept: {use.Where} does not take it\n{ConfigurationErrorText.Render(use.Where, use.File, errors)}";
        }

        return null;
    }

    /// <summary>Files and most programs end a text with a line end that is no part of it.</summary>
    private static string? Problem(byte[] bytes, out Secret? value)
    {
        value = null;
        if (bytes.Length > SecretStore.Largest)
            return $"a secret has {SecretStore.Largest} bytes at most";
        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return "a secret is text in UTF-8, and this is none; encode bytes in base64 where their user takes that";
        }

        text = text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
        if (text.Length == 0)
            return "the value is empty";
        if (text.Contains('\0', StringComparison.Ordinal))
            return "the value holds a zero byte";
        value = new Secret(text);
        return null;
    }

    private static ControlResponse NoName() => Refused($"that is not the name of a secret: {SecretName.Form}");

    private static ControlResponse Refused(string why) => ControlResponse.Failed(ExitCode.Failed, why);

    [LoggerMessage(Level = LogLevel.Information, Message = "the secret {Name} was set")]
    private static partial void LogSet(ILogger logger, string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "the secret {Name} was removed")]
    private static partial void LogRemoved(ILogger logger, string name);
}
