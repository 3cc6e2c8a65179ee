using System.Text;

namespace Gateway.Planning.Status;

/// <summary>Status → the readable screen of 80 columns on the consoles, in STATUS.txt and of <c>gateway status</c>.</summary>
public static class StatusScreen
{
    public const int Width = 80;
    private const int ServicesInRow = 4;
    private const int ServiceWidth = Width / ServicesInRow;

    public static string Render(StatusDocument status)
    {
        IEnumerable<string>[] sections =
        [
            Header(status),
            Roles(status),
            Cards(status),
            Services(status),
            Health(status.Health),
            Conditions(status),
            RootCertificate(status),
            Login(status),
        ];
        var text = new StringBuilder();
        foreach (var section in sections.Select(static section => section.ToArray()).Where(static section => section.Length > 0))
        {
            if (text.Length > 0)
                text.Append('\n');
            foreach (var line in section)
                text.Append(line.TrimEnd()).Append('\n');
        }
        return text.ToString();
    }

    private static IEnumerable<string> Header(StatusDocument status)
    {
        var name = ScreenText.Plain($"Gateway {status.Release}{(status.Slot is null ? "" : $" (slot {status.Slot})")}");
        yield return name + (status.Ready ? "READY" : "NOT READY").PadLeft(Width - name.Length);
        yield return Configuration(status);
        var errors = status.Configuration.Errors.SelectMany(static error => error.TrimEnd('\n').Split('\n'));
        foreach (var line in errors.SelectMany(static line => ScreenText.Fold("  ", line, Width)))
            yield return line;
    }

    private static string Configuration(StatusDocument status) => status.Configuration.State switch
    {
        "ok" => $"Configuration: generation {status.Generation} runs",
        "missing" when status.Generation > 0 =>
            $"Configuration: there is no gateway.toml; generation {status.Generation} keeps running",
        "missing" => "Configuration: there is none",
        _ when status.Generation > 0 =>
            $"Configuration: gateway.toml has errors; generation {status.Generation} keeps running",
        _ => "Configuration: gateway.toml has errors; nothing was touched",
    };

    private static IEnumerable<string> Roles(StatusDocument status)
    {
        foreach (var role in status.Roles)
        {
            var card = role.Card is null ? role.State : $"{role.Card}  {LinkWord(role.Carrier)}";
            var router = role.Router is null ? "" : $" router {role.Router}";
            var addresses = role.Addresses.IsEmpty ? "no address" : string.Join(", ", role.Addresses);
            var text = role.State is "bound" or "detached" ? $"{card}  {addresses}{router}" : $"{role.State.ToUpperInvariant()}  {addresses}{router}";
            foreach (var line in ScreenText.Wrap($"{role.Role,-9}", new string(' ', 9), text, Width))
                yield return line;
        }
    }

    /// <summary>The cards are listed where the operator needs them: when a role has none, or more than one fits.</summary>
    private static IEnumerable<string> Cards(StatusDocument status)
    {
        if (!status.Roles.Any(static role => role.State is "missing" or "ambiguous" or "unset" or "unusable") || status.Cards.IsEmpty)
            yield break;
        yield return "Network cards, with what to write into gateway.toml:";
        foreach (var card in status.Cards)
            yield return $"  nic = \"{ScreenText.Plain(NicsText.Selector(card, status.Cards))}\"  # {ScreenText.Plain(CardText(card))}";
    }

    private static string CardText(CardStatus card) => string.Join(
        ", ", new[] { card.Name, card.Driver, LinkWord(card.Carrier) }.Where(static part => part is not null));

    private static IEnumerable<string> Services(StatusDocument status)
    {
        foreach (var row in status.Services.Chunk(ServicesInRow))
            yield return string.Concat(row.Select(static service => ScreenText.Plain($"{Light(service.State)} {service.Name}").PadRight(ServiceWidth)));
        foreach (var service in status.Services.Where(static service => service.Reason is not null || service.Restarts > 0))
        {
            var restarts = service.Restarts > 0 ? $"restarted {Times(service.Restarts)} since the boot{Ended(service.LastEnd)}" : "";
            var text = string.Join("; ", new[] { service.Reason, restarts }.Where(static part => !string.IsNullOrEmpty(part)));
            foreach (var line in ScreenText.Wrap($"  {service.Name}: ", "    ", text, Width))
                yield return line;
        }

        foreach (var line in Storage(status))
            yield return line;
    }

    private static IEnumerable<string> Storage(StatusDocument status)
    {
        string[] volumes = [.. status.Services.SelectMany(static service => service.Storage).Select(static volume => $"{volume.Name} {volume.Used} % of {volume.Size} MiB")];
        return volumes.Length == 0 ? [] : ScreenText.Wrap("Storage: ", "  ", string.Join(", ", volumes), Width);
    }

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";

    private static string Ended(string? end) => end is null ? "" : $" (last: {end})";

    private static string Light(string state) => state switch
    {
        "answering" => "[ ok ]",
        "starting" => "[wait]",
        "off" => "[off ]",
        _ => "[FAIL]",
    };

    private static IEnumerable<string> Health(HealthStatus health)
    {
        foreach (var line in FailedUnits("Failed units of the host: ", health.FailedUnits))
            yield return line;
        foreach (var line in FailedUnits("Failed units of the container: ", health.FailedContainerUnits))
            yield return line;
        foreach (var line in Restarted("Restarted on the host since the boot: ", health.RestartedUnits))
            yield return line;
        foreach (var line in Restarted("Restarted in the container since the boot: ", health.RestartedContainerUnits))
            yield return line;
        if (health.ContainerStarts > 1)
            yield return $"The container was started {health.ContainerStarts} times since the boot.";
        if (health.KernelTaint != 0)
            yield return $"The kernel is tainted ({health.KernelTaint})";
    }

    private static IEnumerable<string> FailedUnits(string title, IReadOnlyCollection<string> units) =>
        units.Count == 0 ? [] : ScreenText.Wrap(title, "  ", string.Join(", ", units), Width);

    private static IEnumerable<string> Restarted(string title, IReadOnlyCollection<UnitRestarts> units) =>
        units.Count == 0
            ? []
            : ScreenText.Wrap(title, "  ", string.Join(", ", units.Select(static unit => $"{unit.Unit} {Times(unit.Restarts)}{Ended(unit.LastEnd)}")), Width);

    private static IEnumerable<string> Conditions(StatusDocument status) =>
        status.Conditions.SelectMany(static condition => ScreenText.Wrap(
            $"{(condition.Severity == "error" ? "ERROR" : "Warning")} {condition.Code}: ", "  ", condition.Text, Width));

    /// <summary>Where an operator reads it who compares it on a client.</summary>
    private static IEnumerable<string> RootCertificate(StatusDocument status) => status.RootFingerprint is { } fingerprint
        ? ["SHA-256 of this gateway's root certificate:", $"  {ScreenText.Plain(fingerprint)}"]
        : [];

    private static IEnumerable<string> Login(StatusDocument status)
    {
        if (status.Login is { } login)
            yield return ScreenText.Plain($"Log in from the inside: {login}    then: gateway status");
        // The container has no slot, and is not where an operator logs in.
        else if (status.Slot is not null)
            yield return "To log in, put a key into [system] ssh-keys of gateway.toml.";
    }

    private static string LinkWord(bool? carrier) => carrier switch
    {
        true => "link up",
        false => "NO LINK",
        null => "link off",
    };
}
