using System.Text;
using System.Text.Json;

namespace Gateway.Planning.Services.Kea;

/// <summary>Renders <c>kea-dhcp4.conf</c>.</summary>
public static class KeaConf
{
    private const string Routers = "routers";

    public static string Render(KeaConfig config)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteStartObject("Dhcp4");
            Sockets(json, config);
            Leases(json, config);
            HostNames(json);
            Options(json, config);
            Identifiers(json, config);
            Classes(json, config);
            Subnets(json, config);
            Logging(json, config);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>One thread serves thousands of leases a second, without a second copy of every buffer.</summary>
    private static void Sockets(Utf8JsonWriter json, KeaConfig config)
    {
        json.WriteStartObject("multi-threading");
        json.WriteBoolean("enable-multi-threading", false);
        json.WriteEndObject();

        json.WriteStartObject("interfaces-config");
        json.WriteStartArray("interfaces");
        foreach (var subnet in config.Subnets)
        {
            json.WriteStringValue(subnet.Interface);
        }

        json.WriteEndArray();
        json.WriteString("dhcp-socket-type", "raw");
        json.WriteBoolean("service-sockets-require-all", true);
        json.WriteNumber("service-sockets-max-retries", KeaDefaults.SocketRetries);
        json.WriteNumber("service-sockets-retry-wait-time", KeaDefaults.SocketRetryWait);
        json.WriteEndObject();

        json.WriteStartObject("control-socket");
        json.WriteString("socket-type", "unix");
        json.WriteString("socket-name", KeaDefaults.ControlSocket);
        json.WriteEndObject();

        json.WriteStartArray("hooks-libraries");
        json.WriteStartObject();
        json.WriteString("library", KeaDefaults.LeaseCommands);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Leases(Utf8JsonWriter json, KeaConfig config)
    {
        json.WriteStartObject("lease-database");
        json.WriteString("type", "memfile");
        json.WriteBoolean("persist", true);
        json.WriteString("name", "/var/lib/kea/kea-leases4.csv");
        json.WriteNumber("lfc-interval", KeaDefaults.LeaseFileCleanup);
        json.WriteEndObject();
        json.WriteBoolean("authoritative", true);
        Times(json, config.Subnets[0].LeaseTime);
        json.WriteStartObject("expired-leases-processing");
        json.WriteNumber("reclaim-timer-wait-time", KeaDefaults.ReclaimPause);
        json.WriteEndObject();
    }

    /// <summary>T1 and T2 are RFC 2131's half and seven eighths.</summary>
    private static void Times(Utf8JsonWriter json, TimeSpan lease)
    {
        var seconds = (long)lease.TotalSeconds;
        json.WriteNumber("valid-lifetime", seconds);
        json.WriteNumber("renew-timer", seconds / 2);
        json.WriteNumber("rebind-timer", seconds * 7 / 8);
    }

    /// <summary>
    /// What a client calls itself stands in the lease file, which the agent reads: only what a name can have, and an
    /// underscore for all else, so that the agent sees that there was something else.
    /// </summary>
    private static void HostNames(Utf8JsonWriter json)
    {
        json.WriteString("hostname-char-set", "[^A-Za-z0-9._-]");
        json.WriteString("hostname-char-replacement", "_");
        json.WriteString("ddns-generated-prefix", "dhcp");
        json.WriteBoolean("ddns-send-updates", false);
    }

    /// <summary>What holds unless a subnet says otherwise: what the first one needs.</summary>
    private static void Options(Utf8JsonWriter json, KeaConfig config)
    {
        Definitions(json, config);
        json.WriteStartArray("option-data");
        foreach (var (name, data) in Told(config.Subnets[0]))
        {
            Option(json, name, data);
        }

        Option(json, "interface-mtu", config.Mtu.ToString());
        json.WriteEndArray();
    }

    private static IEnumerable<(string Name, string Data)> Told(KeaSubnet subnet)
    {
        yield return ("domain-name", subnet.Domain);
        yield return ("domain-search", subnet.Domain);
        if (!subnet.DnsServers.IsEmpty)
        {
            yield return ("domain-name-servers", string.Join(", ", subnet.DnsServers));
        }

        if (!subnet.NtpServers.IsEmpty)
        {
            yield return ("ntp-servers", string.Join(", ", subnet.NtpServers));
        }
    }

    private static void Identifiers(Utf8JsonWriter json, KeaConfig config)
    {
        if (config.Subnets.All(static subnet => subnet.Reservations.IsEmpty))
        {
            return;
        }

        json.WriteStartArray("host-reservation-identifiers");
        foreach (var identifier in KeaReservation.Identifiers)
        {
            json.WriteStringValue(identifier);
        }

        json.WriteEndArray();
    }

    /// <summary>Options that Kea has no name for. Where one of several segments has several values, it takes several in all.</summary>
    private static void Definitions(Utf8JsonWriter json, KeaConfig config)
    {
        var definitions = config.Subnets.SelectMany(static subnet => subnet.Options).Select(static option => option.Definition).OfType<KeaDefinition>()
            .GroupBy(static definition => definition.Code)
            .Select(static group => group.FirstOrDefault(static definition => definition.IsList) ?? group.First())
            .ToArray();
        if (definitions.Length > 0)
        {
            json.WriteStartArray("option-def");
            foreach (var definition in definitions)
            {
                definition.Write(json);
            }

            json.WriteEndArray();
        }
    }

    /// <summary>
    /// Who is heard on one link gets no address of another. Kea chooses a subnet by what a packet says of itself, its option 118 (RFC 3011)
    /// or ciaddr, before it looks where the packet came from.
    /// </summary>
    private static void Classes(Utf8JsonWriter json, KeaConfig config)
    {
        if (config.Subnets.Length < 2)
        {
            return;
        }

        json.WriteStartArray("client-classes");
        foreach (var subnet in config.Subnets)
        {
            json.WriteStartObject();
            json.WriteString("name", ClassOf(subnet));
            json.WriteString("test", $"pkt.iface == '{subnet.Interface}'");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string ClassOf(KeaSubnet subnet) => $"on-{subnet.Interface}";

    private static void Subnets(Utf8JsonWriter json, KeaConfig config)
    {
        json.WriteStartArray("subnet4");
        foreach (var subnet in config.Subnets)
        {
            Subnet(json, subnet, config);
        }

        json.WriteEndArray();
    }

    private static void Subnet(Utf8JsonWriter json, KeaSubnet subnet, KeaConfig config)
    {
        var first = config.Subnets[0];
        json.WriteStartObject();
        json.WriteNumber("id", subnet.Id);
        json.WriteString("subnet", subnet.Subnet);
        // Kea looks for new links only after it has read its subnets, so that a segment's is known by its address; the inside's is always there.
        if (subnet.Id == KeaDefaults.SubnetId)
        {
            json.WriteString("interface", subnet.Interface);
        }

        if (config.Subnets.Length > 1)
        {
            json.WriteString("client-class", ClassOf(subnet));
        }

        if (subnet.LeaseTime != first.LeaseTime)
        {
            Times(json, subnet.LeaseTime);
        }

        json.WriteStartArray("pools");
        foreach (var pool in subnet.Pools)
        {
            json.WriteStartObject();
            json.WriteString("pool", $"{pool.First} - {pool.Last}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("option-data");
        if (!subnet.Options.Any(static option => option.Name == Routers))
        {
            Option(json, Routers, subnet.Router);
        }

        foreach (var (name, data) in Told(subnet).Except(Told(first)).Where(told => !subnet.Options.Any(option => option.Name == told.Name)))
        {
            Option(json, name, data);
        }

        foreach (var option in subnet.Options)
        {
            option.Write(json);
        }

        json.WriteEndArray();
        Reservations(json, subnet);
        json.WriteEndObject();
    }

    /// <summary>The subnet's, so that a client gets the reserved address in the pool too, and nobody else does.</summary>
    private static void Reservations(Utf8JsonWriter json, KeaSubnet subnet)
    {
        if (subnet.Reservations.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("reservations");
        foreach (var reservation in subnet.Reservations)
        {
            reservation.Write(json);
        }

        json.WriteEndArray();
    }

    /// <summary>To the journal, which bounds it; single leases are not logged, but for debugging.</summary>
    private static void Logging(Utf8JsonWriter json, KeaConfig config)
    {
        json.WriteStartArray("loggers");
        json.WriteStartObject();
        json.WriteString("name", "kea-dhcp4");
        json.WriteString("severity", config.Debug ? "DEBUG" : "WARN");
        if (config.Debug)
        {
            json.WriteNumber("debuglevel", KeaDefaults.DebugLevel);
        }

        json.WriteStartArray("output-options");
        json.WriteStartObject();
        json.WriteString("output", "stdout");
        json.WriteString("pattern", "%-5p %m\n");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Option(Utf8JsonWriter json, string name, string data)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("data", data);
        json.WriteEndObject();
    }
}
