namespace Gateway.Planning.Services.TimeZone;

/// <summary>Renders the environment of <c>gateway-time-zone.service</c>.</summary>
public static class TimeZoneConf
{
    public static string Render(TimeZoneConfig config) => new ConfText().Line($"TIME_ZONE={config.Zone}").ToString();
}
