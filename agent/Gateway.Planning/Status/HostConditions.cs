using System.Collections.Immutable;

namespace Gateway.Planning.Status;

/// <summary>Conditions that do not come from the roles.</summary>
public static class HostConditions
{
    public const string UnitFailed = "unit-failed";
    public const string StartHeldBack = "start-held-back";
    public const string TurnFailed = "turn-failed";

    /// <param name="generation">What runs instead of a file that is no good; null: nothing.</param>
    public static ImmutableArray<Condition> OfConfiguration(ConfigurationStatus status, int? generation)
    {
        var runs = generation is { } number ? $"generation {number} keeps running" : "nothing was touched";
        return status.State switch
        {
            "invalid" => [new Condition(
                "configuration-invalid", "error",
                $"gateway.toml has {status.Errors.Length} error(s); {runs}. Correct it on the boot partition, see status/config-error.txt there, and start the box again")],
            "missing" => [new Condition(
                "configuration-missing", "error",
                $"there is no gateway.toml on the boot partition; {runs}. Put one there, see README.txt, and start the box again")],
            _ => [],
        };
    }
}
