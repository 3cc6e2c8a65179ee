namespace Gateway.Planning.Services.Squid;

/// <summary>Renders <c>squid.conf</c>: memory cache only, nothing on disk that could grow, requests logged for debugging alone, to the journal.</summary>
public static class SquidConf
{
    public static string Render(SquidConfig config) => Process(Access(Listeners(new ConfText(), config), config), config).ToString();

    private static ConfText Listeners(ConfText text, SquidConfig config) => text
        .Lines(config.Addresses.Select(static address => $"http_port {Bracketed(address)}:{SquidDefaults.Port}"))
        .Line("icp_port 0")
        .Line("htcp_port 0")
        .Line($"visible_hostname {config.VisibleHostName}")
        .LineIf(!config.Resolvers.IsEmpty, $"dns_nameservers {string.Join(' ', config.Resolvers)}")
        .Line("");

    /// <summary>
    /// The order of http_access matters: the first line that matches decides. The inside has an ACL of its own, since squid ignores
    /// a range when one within it stands in the same ACL.
    /// </summary>
    private static ConfText Access(ConfText text, SquidConfig config) => text
        .Line($"acl inside src {string.Join(' ', config.Clients)}")
        .Line($"acl to_inside dst {string.Join(' ', config.Clients)}")
        .Line($"acl to_private dst {string.Join(' ', SquidDefaults.PrivateRanges)}")
        .Line($"acl tunnel_ports port {SquidDefaults.TunnelPorts}")
        .Line($"acl web_ports port {SquidDefaults.WebPorts}")
        .Line("http_access deny !inside")
        .Line("http_access deny manager")
        .Line("http_access deny CONNECT !tunnel_ports")
        .Line("http_access deny !web_ports")
        .Line("http_access deny to_inside")
        .Line("http_access deny to_private")
        .Line("http_access allow inside")
        .Line("http_access deny all")
        .Line("");

    private static ConfText Process(ConfText text, SquidConfig config) => text
        .Line($"cache_mem {SquidDefaults.MemoryCache}")
        .Line($"maximum_object_size_in_memory {SquidDefaults.LargestInMemory}")
        .Line("memory_pools off")
        .Line("max_filedescriptors 8192")
        .Line(config.Debug ? "access_log syslog:daemon.info" : "access_log none")
        .Line("cache_store_log none")
        .Line("cache_log /dev/null")
        .Line("logfile_rotate 0")
        .Line("coredump_dir none")
        .Line("pid_filename /run/squid.pid")
        .Line("shutdown_lifetime 1 seconds")
        .Line("forwarded_for delete")
        .Line("via off")
        .Line("httpd_suppress_version_string on");

    private static string Bracketed(string address) => address.Contains(':') ? $"[{address}]" : address;
}
