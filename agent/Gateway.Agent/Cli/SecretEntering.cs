using System.Text;
using Gateway.Agent.Control;
using Gateway.Agent.Menu;

namespace Gateway.Agent.Cli;

/// <summary>Asks for a secret's value at a terminal, twice since nobody sees it, and gives it to the agent.</summary>
/// <param name="ask">Shows the question and reads a line without showing it; null: thought better of it.</param>
internal sealed class SecretEntering(VerbContext context, Func<string, CancellationToken, Task<string?>> ask)
{
    public async Task<int> SetAsync(string name, CancellationToken cancellation)
    {
        if (await ask("Value (it is not shown): ", cancellation) is not { Length: > 0 } value || await ask("Again: ", cancellation) is not { } again)
            return await RefusedAsync("nothing was entered, nothing was changed");
        if (value != again)
            return await RefusedAsync("the two are not the same, nothing was changed");
        var bytes = Encoding.UTF8.GetBytes(value);
        return bytes.Length >= Keyboard.LongestLine
            ? await RefusedAsync($"more than {Keyboard.LongestLine - 1} bytes are not typed: use `gateway secret set {name} < FILE`")
            : await SendAsync(context, name, bytes, cancellation);
    }

    public static Task<int> SendAsync(VerbContext context, string name, byte[] value, CancellationToken cancellation) => AgentAnswer.ShowAsync(
        context, new ControlRequest("secret") { Arguments = ["set", name], File = value }, json: false, result => SecretText.Set(result, name), cancellation);

    private async Task<int> RefusedAsync(string why)
    {
        await context.Error.WriteLineAsync($"gateway secret: {why}");
        return ExitCode.Failed;
    }
}
