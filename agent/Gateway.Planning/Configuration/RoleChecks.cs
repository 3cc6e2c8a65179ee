namespace Gateway.Planning.Configuration;

/// <summary>Each role has a card of its own, or none.</summary>
internal static class RoleChecks
{
    private const string OutsideNic = "outside.nic";
    private const string InsideNic = "inside.nic";
    private const string Attach = "inside.attach";

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (places.AreGood(OutsideNic, InsideNic) && config.Inside.Nic is { } nic && nic == config.Outside.Nic)
        {
            errors.Add(
                places.Of(InsideNic)!.Value,
                $"{InsideNic} names the same card, {nic}, as {places.Describe(OutsideNic)}",
                "each role needs a card of its own; status/nics.txt lists them");
        }

        if (places.AreGood(InsideNic, Attach) && config.Inside is { Nic: not null, Attach: false })
        {
            errors.Add(
                places.Of(InsideNic)!.Value,
                $"{InsideNic} names a card, but {places.Describe(Attach)} is false and leaves the segment without one",
                "delete one of the two lines");
        }
    }
}
