namespace Gateway.Lab.Run.Prompt;

/// <summary>What a person can ask for at the prompt. Pure.</summary>
public abstract record PromptCommand
{
    public const string Help = """
          lan COMMAND…             a command on LAN client 1, such as: lan curl http://www.example.lab/
          isp COMMAND…             the same at the provider, such as: isp ip address
          ssh COMMAND…             the same on the gateway's host, such as: ssh gateway status
          ssh                      every line from then on goes to the gateway's host, until exit
          unplug outside|inside    pulls a cable of the gateway
          plug outside|inside      puts it back
          reset                    presses the gateway's reset button
          help                     this list
          quit                     ends the machines
        """;

    public static PromptCommand Parse(string line)
    {
        var text = line.Trim();
        var (word, rest) = text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end ? (text[..end], text[end..].Trim()) : (text, "");
        return (word, rest) switch
        {
            ("", _) => new NothingToDo(),
            ("lan" or "isp", "") => new Mistake($"{word} takes a command, such as: {word} ip address"),
            ("lan", _) => new OnLanClient(rest),
            ("isp", _) => new AtProvider(rest),
            ("ssh", "") => new HostShell(),
            ("ssh", _) => new OnHost(rest),
            ("plug" or "unplug", "outside" or "inside") => new Cable(rest, Plugged: word == "plug"),
            ("plug" or "unplug", _) => new Mistake($"{word} takes outside or inside"),
            ("reset", "") => new Reset(),
            ("help", "") => new ShowHelp(),
            ("quit" or "exit", "") => new Quit(),
            ("reset" or "help" or "quit" or "exit", _) => new Mistake($"{word} takes nothing more"),
            _ => new Mistake($"'{word}' is not known; help lists the commands"),
        };
    }
}

public sealed record NothingToDo : PromptCommand;

public sealed record OnLanClient(string Command) : PromptCommand;

public sealed record AtProvider(string Command) : PromptCommand;

public sealed record OnHost(string Command) : PromptCommand;

public sealed record HostShell : PromptCommand;

/// <param name="Card"><c>outside</c> or <c>inside</c>.</param>
public sealed record Cable(string Card, bool Plugged) : PromptCommand;

public sealed record Reset : PromptCommand;

public sealed record ShowHelp : PromptCommand;

public sealed record Quit : PromptCommand;

/// <param name="Message">What is wrong with the line.</param>
public sealed record Mistake(string Message) : PromptCommand;
