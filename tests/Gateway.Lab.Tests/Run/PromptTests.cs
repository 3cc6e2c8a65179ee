using Gateway.Lab.Run;
using Gateway.Lab.Run.Prompt;

namespace Gateway.Lab.Tests.Run;

public sealed class PromptTests
{
    public static TheoryData<string, PromptCommand> Lines => new()
    {
        { "", new NothingToDo() },
        { "lan curl http://www.example.lab/", new OnLanClient("curl http://www.example.lab/") },
        { "  lan   echo 'a  b' | wc -c ", new OnLanClient("echo 'a  b' | wc -c") },
        { "isp ip address", new AtProvider("ip address") },
        { "ssh", new HostShell() },
        { "ssh gateway status", new OnHost("gateway status") },
        { "unplug outside", new Cable("outside", Plugged: false) },
        { "plug inside", new Cable("inside", Plugged: true) },
        { "reset", new Reset() },
        { "help", new ShowHelp() },
        { "quit", new Quit() },
        { "exit", new Quit() },
        { "lan", new Mistake("lan takes a command, such as: lan ip address") },
        { "plug", new Mistake("plug takes outside or inside") },
        { "unplug both", new Mistake("unplug takes outside or inside") },
        { "reset now", new Mistake("reset takes nothing more") },
        { "reboot", new Mistake("'reboot' is not known; help lists the commands") },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_is_a_command_or_a_mistake(string line, PromptCommand expected) =>
        Assert.Equal(expected, PromptCommand.Parse(line));

    [Fact]
    public void The_help_names_every_word_that_is_known()
    {
        var words = PromptCommand.Help.Split('\n').Select(static line => line.Trim().Split(' ')[0]).Distinct().ToList();

        Assert.Equal(["lan", "isp", "ssh", "unplug", "plug", "reset", "help", "quit"], words);
        Assert.All(words, static word => Assert.DoesNotContain("is not known", PromptCommand.Parse(word).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_arguments_name_a_file_and_whether_there_is_a_prompt()
    {
        Assert.Equal(new RunOptions(), RunOptions.Parse([]));
        Assert.Equal(new RunOptions { Config = "a=b.toml", Once = true }, RunOptions.Parse(["--once", "--config=a=b.toml"]));
    }

    [Theory]
    [InlineData("--config=")]
    [InlineData("--config")]
    [InlineData("--twice")]
    [InlineData("once")]
    public void An_unknown_argument_is_refused(string argument) =>
        Assert.Contains($"'{argument}'", Assert.Throws<FormatException>(() => RunOptions.Parse([argument])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[    0.5] Linux\r", "[    0.5] Linux")]
    [InlineData("\u001b[2J\u001b[01;01HBdsDxe: loading", "BdsDxe: loading")]
    [InlineData("[\u001b[0;32m  OK  \u001b[0m] Started lxd.", "[  OK  ] Started lxd.")]
    [InlineData("", "")]
    [InlineData("\u001b[0m\u001b[?25h", null)]
    [InlineData("GATEWAY-STATUS {\"version\":1}", null)]
    [InlineData("GATEWAY-READY t=41.2", "GATEWAY-READY t=41.2")]
    public void The_console_is_shown_without_what_steers_a_terminal(string line, string? shown) =>
        Assert.Equal(shown, ConsoleLine.ToShown(line));
}
