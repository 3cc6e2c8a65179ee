using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Agent.Control;
using Gateway.Agent.Generations;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Configuration;
using Gateway.Planning.Json;
using Gateway.Planning.Secrets;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Secrets;

/// <summary>Says whether the menu asks for a password, and whether one is right. After each wrong one the next is looked at later.</summary>
public sealed partial class ConsoleLock(GenerationStore generations, SecretStore secrets, TimeProvider time, ILogger<ConsoleLock> logger) : IDisposable
{
    /// <summary>More than a person types.</summary>
    public const int LongestPassword = 512;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly GrowingPause _pause = new(FirstPause, LongestPause);
    private TimeSpan _closedFor;
    private long _closedAt;

    public void Dispose() => _one.Dispose();

    /// <param name="password">Null: only tell whether one is needed.</param>
    public async Task<ControlResponse> AnswerAsync(byte[]? password, CancellationToken cancellation)
    {
        if (Hash() is not { } hash)
            return Answer(locked: false);
        if (password is null)
            return Answer(locked: true);
        await _one.WaitAsync(cancellation);
        try
        {
            return Try(password, hash);
        }
        finally
        {
            _one.Release();
        }
    }

    private ControlResponse Try(byte[] password, Secret hash)
    {
        var left = _closedFor - time.GetElapsedTime(_closedAt);
        if (left > TimeSpan.Zero)
            return Refused($"wrong passwords were given; try again in {Text(left)}");
        if (password.Length <= LongestPassword && Crypt.Matches(password, hash.Reveal()))
        {
            _pause.Reset();
            _closedFor = TimeSpan.Zero;
            return Answer(locked: false);
        }

        _closedFor = _pause.Take();
        _closedAt = time.GetTimestamp();
        LogRefused(logger, Text(_closedFor));
        return Refused($"the password is wrong; try again in {Text(_closedFor)}");
    }

    private Secret? Hash() =>
        generations.State.RunningRecord is { } record && generations.Read(record.Hash) is { } file
            ? ConfigurationReader.Read(file, secrets.Known() with { AreAll = false }).Config?.Console.PasswordHash
            : null;

    private static string Text(TimeSpan length) => DurationJsonConverter.ToText(TimeSpan.FromSeconds(Math.Ceiling(length.TotalSeconds)));

    private static ControlResponse Answer(bool locked) =>
        new(ExitCode.Ok) { Result = JsonSerializer.SerializeToElement(new UnlockDocument(locked), UnlockJson.Default.UnlockDocument) };

    private static ControlResponse Refused(string why) => ControlResponse.Failed(ExitCode.Failed, why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the menu was refused a wrong password; the next one is looked at in {Pause}")]
    private static partial void LogRefused(ILogger logger, string pause);
}

/// <summary>The answer to <c>unlock</c>.</summary>
/// <param name="Locked">A password is needed.</param>
public sealed record UnlockDocument(bool Locked)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = ControlRequest.CurrentVersion;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UnlockDocument))]
internal sealed partial class UnlockJson : JsonSerializerContext;
