using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services;

/// <summary><c>[logging] debug</c>: what changes when it is switched for one service, and that nothing else does.</summary>
public sealed class DebugSwitchTests
{
    [Theory]
    [InlineData("network", "start gateway-network-debug.service", "", "stop gateway-network-debug.service")]
    [InlineData("kea", "change /etc/kea/kea-dhcp4.conf; reload kea-dhcp4-server.service", "\"debuglevel\": 50", "change /etc/kea/kea-dhcp4.conf; reload kea-dhcp4-server.service")]
    [InlineData("unbound", "change /etc/unbound/gateway.d/resolution.conf; reload unbound.service", "verbosity: 3", "change /etc/unbound/gateway.d/resolution.conf; reload unbound.service")]
    [InlineData("knot", "change /etc/knot/knot.conf; reload knot.service", "any: debug", "change /etc/knot/knot.conf; reload knot.service")]
    [InlineData("radvd", "change /etc/gateway/radvd.env; restart radvd.service", "RADVD_OPTIONS=--debug=3", "change /etc/gateway/radvd.env; restart radvd.service")]
    [InlineData("squid", "change /etc/squid/squid.conf; reload squid.service", "access_log syslog:daemon.info", "change /etc/squid/squid.conf; reload squid.service")]
    [InlineData("registry", "change /etc/gateway/registry/private.yml; restart gateway-registry@private.service", "level: debug", "change /etc/gateway/registry/private.yml; restart gateway-registry@private.service")]
    [InlineData("mirror", "change /etc/gateway/mirror/docker-hub.yml; change /etc/gateway/mirror/docker-hub.kept.yml; restart gateway-mirror@docker-hub.service", "level: debug", "change /etc/gateway/mirror/docker-hub.yml; change /etc/gateway/mirror/docker-hub.kept.yml; restart gateway-mirror@docker-hub.service")]
    public void It_touches_that_daemon_alone_both_ways(string service, string on, string line, string off)
    {
        var (quiet, loud) = (StackSamples.Default, StackSamples.Default with { Logging = new LoggingConfig { Debug = [service] } });

        Assert.Equal(on, Changes(quiet, loud));
        Assert.Equal(off, Changes(loud, quiet));
        Assert.Contains(line, string.Concat(Planned.Service(service, loud).Files.Select(static file => file.Content)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_service_of_the_list_is_one() =>
        Assert.Equal([LoggingDefaults.Agent], LoggingDefaults.DebugServices.Except(StackPlanner.Plan(StackSamples.Default, StackSamples.Observed).Services.Select(static service => service.Name)));

    [Fact]
    public void Another_word_is_an_error_that_names_the_nearest() => Assert.Equal(
        "3:10+8 logging.debug: \"unbund\" is not an allowed value | did you mean \"unbound\"? Allowed: \"network\", \"kea\", \"unbound\", \"knot\", \"radvd\", \"squid\", \"registry\", \"mirror\", \"agent\"",
        Configuration.Read.Errors("schema = 1\n[logging]\ndebug = [\"unbund\"]\n"));

    private static string Changes(StackDocument from, StackDocument to)
    {
        var (before, after) = (StackPlanner.Plan(from, StackSamples.Observed), StackPlanner.Plan(to, StackSamples.Observed));
        return string.Join("; ", Differ.Compare(after, Running(before), [.. before.Files.Select(static file => file.Path)]).Changes.Select(static change => change.ToText()));
    }

    /// <summary>The machine once a state was applied.</summary>
    private static ObservedState Running(DesiredState state)
    {
        var hashes = state.Files.ToDictionary(static file => file.Path, static file => ContentHash.Of(file.Content));
        return new ObservedState
        {
            Files = state.Files.ToImmutableDictionary(static file => file.Path, static file => new ObservedFile(file.Content, file.Mode, file.Owner, file.Group)),
            Units = state.Units.Where(static unit => unit.Goal == UnitGoal.Running).ToImmutableDictionary(
                static unit => unit.Name,
                unit => new ObservedUnit("active", "running", 1)
                {
                    LoadedFiles = unit.ReloadOn.Concat(unit.RestartOn).Distinct().Where(hashes.ContainsKey).ToImmutableDictionary(static path => path, path => hashes[path]),
                }),
        };
    }
}
