using Gateway.Lab.Devices;
using Gateway.Planning.Status;

namespace Gateway.Lab.Run.Check;

/// <summary>Waits for the gateway's own verdict on its boot.</summary>
public static class ReadyStep
{
    private const int ConsoleLines = 15;
    private const string Invalid = "invalid";

    /// <returns>The verdict of a gateway that is ready.</returns>
    /// <exception cref="InvalidOperationException">It refused the file, ended, or did not become ready; the message holds its own words.</exception>
    public static async Task<BootVerdict> WaitAsync(GatewayMachine gateway, TimeSpan limit, CancellationToken cancellation)
    {
        var verdict = await VerdictAsync(gateway, limit, cancellation).ConfigureAwait(false);
        return verdict.Configuration == Invalid
            ? throw new InvalidOperationException($"the gateway refused the file:\n\n{string.Join('\n', verdict.Errors)}")
            : verdict;
    }

    /// <summary>A file that is refused stays refused, so nothing is gained by waiting on.</summary>
    private static async Task<BootVerdict> VerdictAsync(GatewayMachine gateway, TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            return await gateway.Serial.WaitForAsync(
                static line => BootVerdict.TryParse(line) is { } verdict && (verdict.Ready || verdict.Configuration == Invalid) ? verdict : null,
                "GATEWAY-READY", limit, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException error)
        {
            throw new InvalidOperationException($"it was not ready within {limit.TotalMinutes:0} minutes\n\n{Words(gateway)}", error);
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidOperationException($"the machine ended before the gateway was ready\n\n{Words(gateway)}", error);
        }
    }

    private static string Words(GatewayMachine gateway)
    {
        var console = gateway.Serial.Lines.Select(ConsoleLine.ToShown).Where(static line => !string.IsNullOrEmpty(line)).TakeLast(ConsoleLines);
        return $"{Page(gateway)}The last lines of its console:\n\n{string.Join('\n', console)}\n";
    }

    private static string Page(GatewayMachine gateway)
    {
        try
        {
            return gateway.Status is { } status ? $"Its last status:\n\n{StatusScreen.Render(status)}\n" : "It wrote no status.\n";
        }
        catch (FormatException)
        {
            return "Its status is one of another release.\n";
        }
    }
}
