using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Services;

namespace Gateway.Planning.Host.Files;

/// <summary>The host's own rules: nothing comes in but what is named, nothing is forwarded.</summary>
public static class HostFirewall
{
    public const string Path = "/etc/gateway/host-firewall.nft";
    public const string Unit = "gateway-firewall.service";
    private const string Table = "inet gateway_host";

    public static DesiredState Plan(GatewayConfig config) => new()
    {
        Files = [new ManagedFile(Path, Render(config)) { Check = new FileCheck("/usr/sbin/nft", ["-c", "-f", "{file}"]) }],
        Units = [new ManagedUnit(Unit, UnitGoal.Running) { ReloadOn = [Path], Phase = UnitPhase.Firewall }],
    };

    /// <summary>Declared, flushed and defined in one transaction, with the chains that are there: see FirewallConf.</summary>
    public static string Render(GatewayConfig config) => new ConfText()
        .Line($"table {Table}")
        .Line($"flush table {Table}")
        .Block($"table {Table} {{", table => table
            .Block("chain input {", chain => chain
                .Line("type filter hook input priority filter; policy drop;")
                .Line("iif \"lo\" accept")
                .Line("ct state established,related accept")
                .Line("ct state invalid drop")
                .Lines(Openings(config)), "}")
            .Line("")
            .Block("chain forward {", static chain => chain.Line("type filter hook forward priority filter; policy drop;"), "}"), "}")
        .ToString();

    private static IEnumerable<string> Openings(GatewayConfig config)
    {
        yield return $"iifname \"{HostNames.Bridge}\" icmp type {{ echo-request, destination-unreachable, time-exceeded, parameter-problem }} accept";
        yield return $"iifname \"{HostNames.Bridge}\" ip saddr {NetworkFiles.GatewayAddress(config)} udp dport 123 accept comment \"the container asks for the time\"";
        if (!config.System.SshKeys.IsEmpty)
            yield return $"iifname \"{HostNames.Bridge}\" tcp dport 22 accept comment \"system.ssh-keys\"";
        if (config.Host.OutsideAddress == HostOutsideAddress.Dhcp)
            yield return $"iifname \"{HostNames.Outside}\" udp sport 67 udp dport 68 accept comment \"host.outside-address\"";
    }
}
