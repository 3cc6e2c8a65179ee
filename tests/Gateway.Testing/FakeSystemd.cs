using Gateway.Agent.Commands;

namespace Gateway.Testing;

/// <summary>Units that systemctl and networkctl change and show. Prints its state as text.</summary>
public sealed class FakeSystemd
{
    private readonly SortedDictionary<string, string> _states = new(StringComparer.Ordinal);
    private readonly HashSet<string> _broken = [];
    private readonly Dictionary<string, int> _restarts = [];

    public IReadOnlyCollection<string> Units => [.. _states.Keys];

    /// <summary>Makes every start of the unit fail.</summary>
    public void Break(string unit) => _broken.Add(unit);

    public void Repair(string unit) => _broken.Remove(unit);

    /// <summary>What systemd does when a unit's process dies and it is not to be started again.</summary>
    public void Kill(string unit, string state) => _states[unit] = state;

    /// <summary>How often systemd started the unit again by itself.</summary>
    public void CountRestarts(string unit, int restarts) => _restarts[unit] = restarts;

    public string ToText() => string.Join('\n', _states.Select(static pair => $"{pair.Key} {pair.Value}"));

    /// <summary>For <see cref="FakeCommandRunner.Answer(Func{Command, CommandResult?})"/>.</summary>
    public CommandResult? Run(Command command) => (command.Program, command.Arguments[0]) switch
    {
        ("systemctl", "show") => Ok(string.Join("\n\n", UnitsOf(command).Select(unit => $"Id={unit}\nNRestarts={_restarts.GetValueOrDefault(unit)}")) + "\n"),
        ("systemctl", "list-units") => Ok(string.Concat(_states.Select(static pair => $"{pair.Key} loaded {pair.Value} {SubState(pair.Value)} A unit\n"))),
        ("systemctl", "start" or "restart" or "reload") => Start(command),
        ("systemctl", "stop") => Set(UnitsOf(command), "inactive"),
        ("systemctl", "daemon-reload" or "reset-failed") or ("networkctl", "reload") => Ok(""),
        _ => null,
    };

    private CommandResult Start(Command command)
    {
        var failed = UnitsOf(command).Where(_broken.Contains).ToArray();
        Set(UnitsOf(command).Except(failed), "active");
        Set(failed, "failed");
        return failed.Length == 0
            ? Ok("")
            : new CommandResult(1, "", string.Concat(failed.Select(static unit => $"Job for {unit} failed.\n")));
    }

    private CommandResult Set(IEnumerable<string> units, string state)
    {
        foreach (var unit in units)
            _states[unit] = state;
        return Ok("");
    }

    private static string SubState(string state) => state switch
    {
        "active" => "running",
        "failed" => "failed",
        _ => "dead",
    };

    private static IEnumerable<string> UnitsOf(Command command) =>
        command.Arguments.SkipWhile(static argument => argument != "--").Skip(1);

    private static CommandResult Ok(string output) => new(0, output, "");
}
