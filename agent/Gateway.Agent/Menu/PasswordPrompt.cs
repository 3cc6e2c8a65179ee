using System.Text;
using System.Text.Json;
using Gateway.Agent.Control;
using Gateway.Agent.Secrets;

namespace Gateway.Agent.Menu;

/// <summary>Asks for the menu's password where one is set. The agent judges it, and counts over all terminals.</summary>
internal sealed class PasswordPrompt(ControlClient agent, Keyboard keyboard, TextWriter output)
{
    private const int Attempts = 3;
    private const string Verb = "unlock";

    public async Task<bool> PassAsync(CancellationToken cancellation)
    {
        var asked = await agent.AskAsync(new ControlRequest(Verb), cancellation);
        if (asked.Result?.Deserialize(UnlockJson.Default.UnlockDocument) is not { } document)
        {
            // Whoever ends the agent must not get past the password.
            await output.WriteLineAsync($"The menu needs the agent, which is started again by itself: {asked.Error}");
            return false;
        }

        for (var attempt = 0; document.Locked && attempt < Attempts; attempt++)
        {
            await output.WriteAsync("Password: ");
            if (await keyboard.ReadLineAsync(isShown: false, cancellation) is not { } password)
                return false;
            var answer = await agent.AskAsync(new ControlRequest(Verb) { File = Encoding.UTF8.GetBytes(password) }, cancellation);
            if (answer.Exit == ExitCode.Ok)
                return true;
            await output.WriteLineAsync(answer.Error);
        }

        return !document.Locked;
    }
}
