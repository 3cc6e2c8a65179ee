using Gateway.Planning.Stack;

namespace Gateway.Agent.Tests.Stack;

/// <summary>A container that starts again with what it served before.</summary>
public sealed class ServedStateTests : IDisposable
{
    private static readonly string[] Started = ["gateway-firewall.service", "systemd-networkd.service", "kea-dhcp4-server.service"];

    private readonly StackFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task What_is_served_is_kept_for_the_next_start_in_the_form_of_sha256sum()
    {
        await ServeAsync();

        Assert.Equal(StackDocumentJson.ToText(StackFixture.Document), Kept("stack.json"));
        Assert.Contains("  /etc/kea/kea-dhcp4.conf\n", Kept("files"), StringComparison.Ordinal);
        Assert.Contains("kea-dhcp4-server.service\n", Kept("units"), StringComparison.Ordinal);
        Assert.DoesNotContain("gateway-forwarding.service", Kept("units"), StringComparison.Ordinal);
        Assert.All(Kept("files").Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.Matches("^[0-9a-f]{64}  /", line));
    }

    [Fact]
    public async Task What_could_not_be_applied_is_not_kept()
    {
        _fixture.Systemd.Break("unbound.service");

        await ServeAsync();

        Assert.False(File.Exists(_fixture.PathOf("/etc/gateway/served/stack.json")));
    }

    [Fact]
    public async Task Units_that_started_with_the_files_as_they_are_are_left_alone()
    {
        await ServeAsync();

        _fixture.Restart(Started);

        Assert.All((await _fixture.PlanAsync()).Split('\n'), static change => Assert.StartsWith("start ", change, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_unit_whose_file_changed_after_its_start_loads_it_again()
    {
        await ServeAsync();
        _fixture.Restart(Started);

        File.SetLastWriteTimeUtc(_fixture.PathOf("/etc/kea/kea-dhcp4.conf"), DateTime.UtcNow.AddMinutes(1));

        Assert.Contains("load kea-dhcp4-server.service", await _fixture.PlanAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("load gateway-firewall.service", await _fixture.PlanAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_units_have_read_is_not_known_when_a_file_is_to_go()
    {
        await ServeAsync();
        _fixture.Restart(Started);

        _fixture.Write(StackFixture.Document with { Inside = StackFixture.Document.Inside with { Ports = ["inside"] } });

        Assert.Contains("load systemd-networkd.service", await _fixture.PlanAsync(), StringComparison.Ordinal);
    }

    private async Task ServeAsync()
    {
        _fixture.Write(StackFixture.Document);
        await _fixture.ReconcileAsync();
    }

    private string Kept(string name) => File.ReadAllText(_fixture.PathOf("/etc/gateway/served/" + name));
}
