using Gateway.Agent.Events;
using Gateway.Agent.Files;
using Gateway.Agent.Host;
using Gateway.Planning.Generations;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Generations;

/// <summary>
/// Keeps what fails under the confirmed generation on the disk: an operator mends a box by editing the file on its stick, and what
/// had failed before the boot must not take that file back.
/// </summary>
public sealed partial class FailureMemory(Trigger trigger, TimeProvider time, ILogger<FailureMemory> logger, string path = HostPaths.KnownFailures)
{
    /// <summary>Between two writes: a unit can fail and start for ever.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private string? _written;
    private long? _writtenAt;

    /// <summary>Nothing when nothing is known.</summary>
    public KnownFailures Read()
    {
        try
        {
            return KnownFailuresJson.Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            // A box on which nothing ever failed has none; one that cannot be read excuses nothing.
            return new KnownFailures();
        }
    }

    public void Keep(KnownFailures failures)
    {
        var text = KnownFailuresJson.ToText(failures);
        _written ??= KnownFailuresJson.ToText(Read());
        if (text == _written)
            return;
        var passed = _writtenAt is { } last ? time.GetElapsedTime(last) : Pause;
        if (passed < Pause)
        {
            trigger.SignalAfter(Pause - passed, "what fails is to be written down");
            return;
        }

        _writtenAt = time.GetTimestamp();
        try
        {
            AtomicFile.Write(path, text);
            _written = text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(logger, path, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "writing {Path} failed: {Reason}; a file that is edited on the stick may be taken back for what fails already")]
    private static partial void LogNotWritten(ILogger logger, string path, string reason);
}
