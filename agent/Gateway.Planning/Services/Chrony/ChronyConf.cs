namespace Gateway.Planning.Services.Chrony;

/// <summary>Renders <c>chrony.conf</c> of the container, whose daemon runs with <c>-x</c> and never touches the clock.</summary>
public static class ChronyConf
{
    public static string Render(ChronyConfig config) => new ConfText()
        .Line($"server {config.Source} iburst minpoll 4 maxpoll 6")
        .Line($"local stratum {ChronyConfig.LocalStratum}")
        .Lines(config.BindAddresses.Select(static address => $"bindaddress {address}"))
        .Lines(config.Clients.Select(static subnet => $"allow {subnet}"))
        .Line("ratelimit interval 1 burst 16")
        .Line("cmdport 0")
        .ToString();
}
