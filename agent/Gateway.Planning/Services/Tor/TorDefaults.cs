using System.Net;

namespace Gateway.Planning.Services.Tor;

public static class TorDefaults
{
    /// <summary>Loopback alone: nobody inside leaves by it.</summary>
    public static IPEndPoint Socks { get; } = new(IPAddress.Loopback, 9050);
}
