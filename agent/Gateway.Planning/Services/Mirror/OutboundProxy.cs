using System.Net;
using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Tor;

namespace Gateway.Planning.Services.Mirror;

/// <summary>The one way by which a mirror may leave.</summary>
/// <param name="Url">As docker-registry takes it from its environment; a SOCKS proxy is asked for names.</param>
public sealed record OutboundProxy(string Url, IPEndPoint EndPoint)
{
    /// <summary>Whose sockets the firewall holds to the proxies.</summary>
    public const string Group = "gateway-via";

    /// <summary>Null: the mirror leaves directly.</summary>
    public static OutboundProxy? From(string via) => via switch
    {
        OutboundText.Direct => null,
        OutboundText.Tor => new OutboundProxy($"socks5://{TorDefaults.Socks}", TorDefaults.Socks),
        _ => new OutboundProxy(via, IPEndPoint.Parse(via[(via.IndexOf("//", StringComparison.Ordinal) + 2)..])),
    };
}
