namespace Gateway.Lab.Tests.Bench;

/// <summary>The plain router is a fair peer only with the settings that the appliance renders.</summary>
public sealed class RouterFilesTests
{
    private static readonly string Root = FindRoot();

    [Theory]
    [InlineData("etc/kea/kea-dhcp4.conf", "Kea/Expected/default.conf")]
    [InlineData("etc/radvd.conf", "Radvd/Expected/default.conf")]
    [InlineData("etc/squid/squid.conf", "Squid/Expected/default.conf")]
    [InlineData("etc/squid/gateway.d/cache.conf", "Squid/Expected/default.cache.conf")]
    [InlineData("etc/registry/private.yml", "Registry/Expected/default.yml")]
    [InlineData("etc/registry/mirror.yml", "Mirror/Expected/default.docker-hub.yml")]
    public void The_router_runs_what_the_appliance_renders(string file, string rendered) => Assert.Equal(Rendered(rendered), Lines(Router(file)));

    [Fact]
    public void The_router_has_the_appliances_rules_and_a_door_for_who_measures()
    {
        const string door = "\t\tiifname \"inside\" tcp dport 22 counter accept comment \"ssh\"";
        var rules = Lines(Router("etc/nftables.conf"));

        Assert.Contains(door, rules);
        Assert.Equal(Rendered("Firewall/Expected/default.nft"), rules.Where(static line => line != door));
    }

    [Fact]
    public void The_routers_name_server_has_every_setting_of_the_appliances_but_who_may_write_and_where()
    {
        string[] elsewhere = ["storage:", "zonefile-sync:", "journal-content:", "journal-max-usage:", "journal-max-depth:", "acl:", "key:", "- id: gateway", "- id: agent", "algorithm:", "secret:", "address:", "action:"];
        var settings = Lines(Router("etc/knot/knot.conf")).Select(static line => line.Trim());

        Assert.Empty(Rendered("Knot/Expected/default.conf").Select(static line => line.Trim()).Where(line => !elsewhere.Any(line.StartsWith)).Except(settings));
    }

    [Fact]
    public void The_router_has_every_daemon_that_the_appliance_runs_by_default()
    {
        var packages = File.ReadAllLines(Path.Combine(Root, "image", "router", "packages.list"));
        string[] asked = ["haproxy", "knot", "kea-dhcp4-server", "unbound", "chrony", "radvd", "squid-openssl", "docker-registry", "nftables"];
        var appliance = File.ReadAllLines(Path.Combine(Root, "image", "stack", "packages.list"));

        Assert.Empty(asked.Except(packages));
        Assert.Empty(asked.Except(appliance));
        Assert.All(
            (string[])["haproxy", "knot", "kea-dhcp4-server", "unbound", "chrony", "radvd", "squid"],
            static name => Assert.NotNull(new FileInfo(Router($"usr/lib/systemd/system/multi-user.target.wants/{name}.service")).LinkTarget));
    }

    [Theory]
    [InlineData("Unbound/Expected/default.daemon.conf")]
    [InlineData("Unbound/Expected/laboratory.resolution.conf")]
    public void The_routers_resolver_has_every_setting_of_the_appliances_but_root_place_and_names_of_leases(string rendered)
    {
        string[] elsewhere =
        [
            "include:", "trust-anchor:", "stub-zone:", "name: \"", "stub-prime:", "stub-addr:",
            "stub-no-cache:", "do-not-query-localhost:", "domain-insecure:", "local-zone: \"home.arpa.\" transparent", "local-zone: \"4.168.192.in-addr.arpa.\" transparent",
        ];
        var settings = Lines(Router("etc/unbound/unbound.conf")).Select(static line => line.Trim());

        Assert.Empty(Rendered(rendered).Select(static line => line.Trim()).Where(line => !elsewhere.Any(line.StartsWith)).Except(settings));
    }

    /// <summary>Without the comment on top; the router has no bridge.</summary>
    private static IEnumerable<string> Rendered(string name) =>
        Lines(Path.Combine(Root, "tests", "Gateway.Planning.Tests", "Services", name)).Select(static line => line.Replace("br-inside", "inside", StringComparison.Ordinal));

    private static List<string> Lines(string file) => [.. File.ReadAllLines(file).Where(static line => !line.StartsWith('#'))];

    private static string Router(string file) => Path.Combine(Root, "overlays", "router", file);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "build.cake")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"Looking for the project's root found no build.cake in or above {AppContext.BaseDirectory}; run the tests from a checkout.");
    }
}
