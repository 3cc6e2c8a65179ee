namespace Gateway.Planning.Services.Tor;

/// <summary>Renders tor's configuration: a client for the container's own daemons.</summary>
/// <remarks>Its guards are kept over restarts, as its authors ask for: who picks new ones again and again meets a bad one sooner.</remarks>
public static class TorConf
{
    public const string User = "debian-tor";
    public const string Directory = "/var/lib/gateway/tor";

    public static string Render() => new ConfText()
        .Line($"DataDirectory {Directory}")
        .Line("ClientOnly 1")
        .Line($"SocksPort {TorDefaults.Socks}")
        .Line("SocksPolicy accept 127.0.0.1")
        .Line("SocksPolicy reject *")
        .Line("SafeLogging 1")
        .Line("AvoidDiskWrites 1")
        .Line("Log notice stdout")
        .ToString();
}
