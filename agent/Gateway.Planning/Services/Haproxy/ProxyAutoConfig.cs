using System.Collections.Immutable;

namespace Gateway.Planning.Services.Haproxy;

/// <summary>The PAC file: which way a browser takes, as a function in JavaScript.</summary>
public sealed record ProxyAutoConfig
{
    /// <summary>Where browsers look for it (draft-ietf-wrec-wpad-01), and its usual name.</summary>
    public const string Path = "/wpad.dat";
    public const string OtherPath = "/proxy.pac";
    public const string MediaType = "application/x-ns-proxy-autoconfig";

    public string Domain { get; init; } = "";
    public string Proxy { get; init; } = "";
    public ImmutableArray<int> ConnectPorts { get; init; } = [];

    /// <summary>True: what the proxy does not take, and all when it is gone, goes directly.</summary>
    public bool Direct { get; init; }

    /// <summary>In one line and with double quotes only. No name is resolved, which would make the browser wait; private addresses are recognised as they are written.</summary>
    public string ToText()
    {
        var way = Direct ? $"PROXY {Proxy}; DIRECT" : $"PROXY {Proxy}";
        var ports = string.Join('|', ConnectPorts);
        var tunnels = Direct ? $"var p = /^(?:https|wss):\\/\\/(?:[^\\/]*@)?(?:\\[[^\\]]*\\]|[^\\/:]*)(?::(\\d+))?(?:\\/|$)/.exec(url); if (p && !/^(?:{ports})$/.test(p[1] || \"443\")) return \"DIRECT\"; " : "";
        return "function FindProxyForURL(url, host) { "
            + $"if (isPlainHostName(host) || dnsDomainIs(host, \".{Domain}\")) return \"DIRECT\"; "
            + "if (/^(?:0|10|127|169\\.254|172\\.(?:1[6-9]|2\\d|3[01])|192\\.168)\\.[\\d.]+$/.test(host) || /^\\[?(?:::1|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\\]?$/i.test(host)) return \"DIRECT\"; "
            + tunnels
            + $"return \"{way}\"; }}";
    }
}
