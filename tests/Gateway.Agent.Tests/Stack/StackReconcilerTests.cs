using Gateway.Agent.Files;
using Gateway.Agent.Stack;
using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;
using Gateway.Planning.Status;

namespace Gateway.Agent.Tests.Stack;

public sealed class StackReconcilerTests : IDisposable
{
    private readonly StackFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Without_a_document_the_agent_idles_and_says_so()
    {
        await _fixture.ReconcileAsync();

        Assert.False(_fixture.Report.Ready);
        Assert.Equal("no-configuration", Assert.Single(_fixture.Report.Conditions).Code);
        Assert.Empty(_fixture.Commands.Log);
    }

    [Fact]
    public void While_the_first_turn_begins_the_links_are_known_already()
    {
        var idle = StackReports.Idle("stack.json") with { Links = [new LinkReport("inside", null, true, [])] };

        var begun = StackReports.Beginning(StackFixture.Document, idle, new DesiredState());

        Assert.Equal((3, true), (begun.Generation, Assert.Single(begun.Links).Carrier));
        Assert.Empty(begun.Conditions);
    }

    [Fact]
    public async Task The_first_turn_makes_every_service_answer()
    {
        _fixture.Write(StackFixture.Document);

        await _fixture.ReconcileAsync();

        Assert.True(_fixture.Report.Ready, string.Join('\n', _fixture.Report.Conditions));
        Assert.Equal(3, _fixture.Report.Generation);
        Assert.All(_fixture.Report.Services, static service => Assert.Contains(service.State, new[] { "answering", "off" }));
        Assert.Equal(["192.168.4.1/24"], Assert.Single(_fixture.Report.Links).Addresses);
        Assert.True(File.Exists(_fixture.PathOf("/etc/kea/kea-dhcp4.conf")));
        Assert.Contains("kea-dhcp4-server.service active", _fixture.Systemd.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_turn_plans_nothing_and_runs_no_command_that_changes()
    {
        _fixture.Write(StackFixture.Document);
        await _fixture.ReconcileAsync();
        _fixture.Commands.ForgetLog();

        Assert.Equal("", await _fixture.PlanAsync());
        await _fixture.ReconcileAsync();

        Assert.All(_fixture.Commands.Log, static command => Assert.Matches("^(systemctl (show|list-units)|ip -json) ", command));
    }

    [Fact]
    public async Task What_was_changed_or_stopped_by_hand_is_put_back()
    {
        _fixture.Write(StackFixture.Document);
        await _fixture.ReconcileAsync();
        var before = await File.ReadAllTextAsync(_fixture.PathOf("/etc/kea/kea-dhcp4.conf"), Test.Cancellation);
        await File.WriteAllTextAsync(_fixture.PathOf("/etc/kea/kea-dhcp4.conf"), "{}", Test.Cancellation);
        _fixture.Systemd.Kill("unbound.service", "inactive");

        Assert.Equal("change /etc/kea/kea-dhcp4.conf\nstart unbound.service", await _fixture.PlanAsync());
        await _fixture.ReconcileAsync();

        Assert.Equal(before, await File.ReadAllTextAsync(_fixture.PathOf("/etc/kea/kea-dhcp4.conf"), Test.Cancellation));
        Assert.Contains("unbound.service active", _fixture.Systemd.ToText(), StringComparison.Ordinal);
        Assert.Equal("", await _fixture.PlanAsync());
    }

    [Fact]
    public async Task Only_the_daemons_that_a_change_touches_are_reloaded()
    {
        _fixture.Write(StackFixture.Document);
        await _fixture.ReconcileAsync();
        _fixture.Commands.ForgetLog();

        _fixture.Write(StackFixture.Document with { Inside = StackFixture.Document.Inside with { LeaseTime = TimeSpan.FromHours(1) } });
        await _fixture.ReconcileAsync();

        var jobs = _fixture.Commands.Log.Where(static command =>
            command.StartsWith("systemctl re", StringComparison.Ordinal) || command.StartsWith("systemctl st", StringComparison.Ordinal));
        Assert.Contains("kea-dhcp4-server.service", Assert.Single(jobs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_providers_resolvers_are_followed()
    {
        _fixture.Write(StackFixture.Document with { Dns = new DnsConfig { Mode = DnsMode.Provider } });
        _fixture.WriteLease("ADDRESS=5.1.0.17\nDNS=5.1.0.53 not-an-address 5.1.0.54\n");

        await _fixture.ReconcileAsync();

        var files = _fixture.Manifest.Read().Select(path => File.ReadAllText(_fixture.PathOf(path)));
        Assert.Contains(files, static content => content.Contains("5.1.0.53", StringComparison.Ordinal) && content.Contains("5.1.0.54", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_its_daemon_refuses_leaves_everything_as_it_was()
    {
        _fixture.Write(StackFixture.Document);
        _fixture.Commands.Answer(static command => command.Program.StartsWith('/') ? new(1, "", "unknown directive in line 7") : null);

        var error = await Assert.ThrowsAsync<FileCheckException>(_fixture.ReconcileAsync);
        await _fixture.Reconciler.ReportFailureAsync(error, Test.Cancellation);

        Assert.False(File.Exists(_fixture.PathOf("/etc/kea/kea-dhcp4.conf")));
        Assert.Equal("", _fixture.Systemd.ToText());
        Assert.False(_fixture.Report.Ready);
        Assert.Contains("unknown directive in line 7", Assert.Single(_fixture.Report.Conditions).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_boot_comes_up_without_the_service_whose_file_is_refused_and_says_why()
    {
        _fixture.Write(StackFixture.Document);
        RefuseDhcp();

        await _fixture.ReconcileAsync();

        Assert.False(File.Exists(_fixture.PathOf("/etc/kea/kea-dhcp4.conf")));
        Assert.DoesNotContain("kea-dhcp4-server.service active", _fixture.Systemd.ToText(), StringComparison.Ordinal);
        Assert.Contains("unbound.service active", _fixture.Systemd.ToText(), StringComparison.Ordinal);
        Assert.Contains("gateway-forwarding.service active", _fixture.Systemd.ToText(), StringComparison.Ordinal);
        Assert.False(_fixture.Report.Ready);
        Assert.Equal("file-refused", Assert.Single(_fixture.Report.Conditions).Code);
        Assert.Contains("unknown directive in line 7", _fixture.Report.Conditions[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_daemon_refused_is_tried_again_without_an_event()
    {
        _fixture.Write(StackFixture.Document);
        RefuseDhcp();
        await _fixture.ReconcileAsync();
        _fixture.Commands.Answer(static command => command.Program.StartsWith('/') ? new(0, "", "") : null);
        var turn = _fixture.Trigger.WaitAsync(Test.Cancellation);
        while (!turn.IsCompleted)
            _fixture.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Contains("a daemon refused its file", await turn.SoonAsync());

        await _fixture.ReconcileAsync();

        Assert.True(_fixture.Report.Ready);
    }

    [Fact]
    public async Task A_switch_on_a_container_that_serves_is_whole_or_not_at_all()
    {
        _fixture.Write(StackFixture.Document);
        await _fixture.ReconcileAsync();
        _fixture.Write(StackFixture.Document with
        {
            Generation = 4,
            Proxy = new StackProxy { Enabled = false },
            Inside = StackFixture.Document.Inside with { LeaseTime = TimeSpan.FromHours(1) },
        });
        RefuseDhcp();

        await Assert.ThrowsAsync<FileCheckException>(_fixture.ReconcileAsync);

        Assert.Contains("squid.service active", _fixture.Systemd.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_leases_the_insides_subnet_is_told_of_and_nothing_is_forwarded()
    {
        _fixture.Write(StackFixture.Document);
        await _fixture.ReconcileAsync();
        Assert.Contains("gateway-forwarding.service active", _fixture.Systemd.ToText(), StringComparison.Ordinal);

        _fixture.WriteLease("ADDRESS=192.168.4.70\nNETMASK=255.255.255.0\nROUTER=192.168.4.1\n");
        await _fixture.ReconcileAsync();

        Assert.Contains("gateway-forwarding.service inactive", _fixture.Systemd.ToText(), StringComparison.Ordinal);
        var condition = Assert.Single(_fixture.Report.Conditions);
        Assert.Equal(("outside-overlaps-inside", "error"), (condition.Code, condition.Severity));
        Assert.Contains("192.168.4.70/24", condition.Text, StringComparison.Ordinal);
        Assert.True(_fixture.Report.Ready);

        _fixture.WriteLease("ADDRESS=5.1.0.17\nNETMASK=255.255.255.0\nROUTER=5.1.0.1\n");
        await _fixture.ReconcileAsync();
        Assert.Contains("gateway-forwarding.service active", _fixture.Systemd.ToText(), StringComparison.Ordinal);
        Assert.Empty(_fixture.Report.Conditions);
    }

    [Fact]
    public async Task A_service_that_does_not_start_is_reported_and_the_others_serve()
    {
        _fixture.Write(StackFixture.Document);
        _fixture.Systemd.Break("squid.service");

        await _fixture.ReconcileAsync();

        Assert.False(_fixture.Report.Ready);
        Assert.Equal("unit-failed", Assert.Single(_fixture.Report.Conditions).Code);
        Assert.Equal(["squid.service"], _fixture.Report.FailedUnits);
        Assert.Contains("unbound.service active", _fixture.Systemd.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_keeps_failing_is_started_with_a_back_off_until_it_runs()
    {
        _fixture.Write(StackFixture.Document);
        _fixture.Systemd.Break("squid.service");
        await _fixture.ReconcileAsync();
        await _fixture.ReconcileAsync();
        await _fixture.ReconcileAsync();
        Assert.Equal("start-held-back", Assert.Single(_fixture.Report.Conditions).Code);

        _fixture.Systemd.Repair("squid.service");
        _fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await _fixture.ReconcileAsync();

        Assert.True(_fixture.Report.Ready);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_starting_and_then_failed()
    {
        _fixture.Write(StackFixture.Document);
        _fixture.Prober.Silence<Probe.DhcpSocket>();
        await _fixture.ReconcileAsync();
        Assert.Equal(("starting", "DhcpSocket is silent"), StateOf("kea"));
        Assert.False(_fixture.Report.Ready);

        _fixture.Time.Advance(TimeSpan.FromMinutes(2));
        await _fixture.ReconcileAsync();
        Assert.Equal("failed", StateOf("kea").State);

        _fixture.Prober.Answer<Probe.DhcpSocket>();
        await _fixture.ReconcileAsync();
        Assert.Equal(("answering", null), StateOf("kea"));
        Assert.True(_fixture.Report.Ready);
    }

    [Fact]
    public async Task A_silent_service_is_asked_again_soon_however_many_turns_there_were()
    {
        _fixture.Write(StackFixture.Document);
        _fixture.Prober.Silence<Probe.DhcpSocket>();
        for (var i = 0; i < 20; i++)
            await _fixture.ReconcileAsync();
        var turn = _fixture.Trigger.WaitAsync(Test.Cancellation);
        Assert.False(turn.IsCompleted);

        _fixture.Time.Advance(TimeSpan.FromMilliseconds(250));
        _fixture.Time.Advance(TimeSpan.Zero);

        Assert.Equal(["services are asked again"], await turn.SoonAsync());
    }

    [Fact]
    public async Task The_box_is_ready_without_what_needs_the_internet()
    {
        _fixture.Write(StackFixture.Document with { Registry = new RegistryConfig { Enabled = false, Mirror = true } });
        _fixture.Prober.Silence<Probe.SocketOk>();

        await _fixture.ReconcileAsync();

        Assert.Equal("starting", StateOf("mirror").State);
        Assert.True(_fixture.Report.Ready);
    }

    [Fact]
    public async Task A_service_that_is_switched_off_is_stopped_and_its_files_are_gone()
    {
        _fixture.Write(StackFixture.Document);
        await _fixture.ReconcileAsync();
        var before = _fixture.Manifest.Read();

        _fixture.Write(StackFixture.Document with { Proxy = new StackProxy { Enabled = false } });
        await _fixture.ReconcileAsync();

        Assert.Contains("squid.service inactive", _fixture.Systemd.ToText(), StringComparison.Ordinal);
        Assert.Equal("off", StateOf("squid").State);
        Assert.All(before.Except(_fixture.Manifest.Read()), path => Assert.False(File.Exists(_fixture.PathOf(path))));
        Assert.True(_fixture.Report.Ready);
    }

    private void RefuseDhcp() => _fixture.Commands.Answer(static command =>
        command.Program.StartsWith('/') && command.ToText().Contains("kea-dhcp4", StringComparison.Ordinal) ? new(1, "", "unknown directive in line 7") : null);

    private (string State, string? Reason) StateOf(string service)
    {
        var status = _fixture.Report.Services.Single(status => status.Name == service);
        return (status.State, status.Reason);
    }
}
