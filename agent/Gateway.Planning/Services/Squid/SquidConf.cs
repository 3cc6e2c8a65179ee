namespace Gateway.Planning.Services.Squid;

/// <summary>
/// Renders squid's two files: the cache on disk, which only a start can take away, and the rest, which can change under a running daemon.
/// Requests are logged when asked for, to the journal, which bounds them.
/// </summary>
public static class SquidConf
{
    public static string Render(SquidConfig config) =>
        Process(Objects(Access(Listeners(new ConfText(), config), config), config), config).ToString();

    public static string Cache(SquidConfig config) => new ConfText()
        .Line(config.CacheSize > 0
            ? $"cache_dir aufs {SquidDefaults.CacheFolder} {config.CacheSize} {SquidDefaults.Directories} {SquidDefaults.Directories}"
            : "# nothing is kept on disk")
        .ToString();

    private static ConfText Listeners(ConfText text, SquidConfig config) => text
        .Lines(config.Addresses.Select(static address => $"http_port {Bracketed(address)}:{SquidDefaults.Port}"))
        .Line($"http_port {SquidDefaults.ManagerAddress} name=manager")
        .Line("icp_port 0")
        .Line("htcp_port 0")
        .Line($"visible_hostname {config.VisibleHostName}")
        .LineIf(!config.Resolvers.IsEmpty, $"dns_nameservers {string.Join(' ', config.Resolvers)}")
        .Line("");

    /// <summary>
    /// The order of http_access matters: the first line that matches decides. The inside has an ACL of its own, since squid ignores
    /// a range when one within it stands in the same ACL. A name is denied when any of its addresses is.
    /// </summary>
    private static ConfText Access(ConfText text, SquidConfig config) => text
        .Line("acl to_manager myportname manager")
        .Line($"acl inside src {string.Join(' ', config.Clients)}")
        .Line($"acl to_inside dst {string.Join(' ', config.Inner)}")
        .Line($"acl to_private dst {string.Join(' ', SquidDefaults.PrivateRanges)}")
        .Line($"acl tunnel_ports port {string.Join(' ', config.ConnectPorts)}")
        .Line($"acl web_ports port {SquidDefaults.WebPorts}")
        .Line("http_access allow to_manager manager")
        .Line("http_access deny to_manager")
        .Line("http_access deny !inside")
        .Line("http_access deny manager")
        .Line("http_access deny CONNECT !tunnel_ports")
        .Line("http_access deny !CONNECT !web_ports")
        .Line("http_access deny to_inside")
        .Line("http_access deny to_private")
        .Line("http_access allow inside")
        .Line("http_access deny all")
        .Line("");

    /// <summary>The largest object stands before the cache, which takes it from there.</summary>
    private static ConfText Objects(ConfText text, SquidConfig config) => text
        .LineIf(config.CacheSize > 0, $"maximum_object_size {Math.Min(config.CacheSize / 4, SquidDefaults.LargestObject)} MB")
        .Line($"include {SquidDefaults.Included}")
        .Line($"cache_mem {config.CacheMemory} MB")
        .Line($"maximum_object_size_in_memory {SquidDefaults.LargestInMemory}")
        .Line(@"refresh_pattern -i (/cgi-bin/|\?) 0 0% 0")
        .Line("refresh_pattern . 0 20% 4320")
        .Line("");

    private static ConfText Process(ConfText text, SquidConfig config) => text
        .Line("memory_pools off")
        .Line("max_filedescriptors 8192")
        .Line(config.LogsRequests ? "access_log syslog:daemon.info" : "access_log none")
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
