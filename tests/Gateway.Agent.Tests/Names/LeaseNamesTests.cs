using System.Globalization;
using Gateway.Agent.Commands;
using Gateway.Agent.Events;
using Gateway.Agent.Names;
using Gateway.Planning.Dhcp;
using Gateway.Planning.Names;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Names;

/// <summary>Against a Knot that keeps what the updates say.</summary>
public sealed class LeaseNamesTests : IDisposable
{
    private static readonly NameScope Scope = new("home.arpa", "4.168.192.in-addr.arpa");
    private static readonly string[] Changed = ["file " + NamePaths.LeaseFile];
    private static readonly string[] Compare = ["comparison"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTime _time = new();
    private readonly FakeCommandRunner _commands = new();
    private readonly SortedSet<string> _zones = new(StringComparer.Ordinal);
    private readonly LeaseReport _report;
    private readonly LeaseNames _names;
    private readonly Trigger _turns;
    private bool _isDown;
    private bool _isBroken;

    public LeaseNamesTests()
    {
        _commands.Answer(Knot);
        _turns = new Trigger(_time, TimeSpan.Zero, TimeSpan.Zero);
        _report = new LeaseReport(_directory.At("leases.json"), _turns, _time, NullLogger<LeaseReport>.Instance);
        _names = new LeaseNames(
            new LeaseFile(_directory.At("leases.csv")), new NameZones(_commands, new NameKey(_directory.At("names.key"))), Repair(), _report, _time, NullLogger<LeaseNames>.Instance);
        _directory.Write("leases.csv", "");
    }

    [Fact]
    public async Task A_lease_brings_its_records_and_its_end_takes_them_away()
    {
        await FollowAsync();
        Append(50, "Laptop", lifetime: 100);
        await LookAsync(Changed);
        Assert.Equal(["50.4.168.192.in-addr.arpa. PTR laptop.home.arpa.", "laptop.home.arpa. A 192.168.4.50"], Records());

        _time.Advance(TimeSpan.FromSeconds(100));
        await LookAsync(["a lease ends"]);
        Assert.Empty(Records());
    }

    [Fact]
    public async Task A_lease_that_changes_nothing_asks_nobody()
    {
        await FollowAsync();
        Append(50, "laptop");
        await LookAsync(Changed);
        _commands.ForgetLog();

        Append(50, "laptop");
        Append(51, "");
        await LookAsync(Changed);

        Assert.Empty(_commands.Log);
    }

    [Fact]
    public async Task A_comparison_mends_whatever_the_zones_have_become()
    {
        await FollowAsync();
        Append(50, "laptop");
        Append(51, "tv");
        await LookAsync(Changed);
        var right = _zones.ToArray();
        _zones.Remove(right[0]);
        _zones.Add("home.arpa|intruder.home.arpa. A 192.168.4.66");

        await LookAsync(Compare);

        Assert.Equal(right, _zones);
    }

    [Fact]
    public async Task After_an_outage_of_Knot_all_names_are_there()
    {
        await FollowAsync();
        _isDown = true;
        Append(50, "laptop");
        await LookAsync(Changed);
        Assert.Empty(_names.Conditions);
        _time.Advance(TimeSpan.FromSeconds(10));
        Append(51, "tv");
        await LookAsync(Changed);
        Assert.Contains("lease-names-behind", _names.Conditions.Select(static condition => condition.Code));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["laptop", "tv"], (await ReadDocumentAsync()).Leases.Select(static lease => lease.Name));

        _isDown = false;
        await LookAsync(Compare);

        Assert.Equal(4, Records().Length);
        Assert.Empty(_names.Conditions);
    }

    [Fact]
    public async Task Zones_that_Knot_cannot_use_are_thrown_away_after_a_while()
    {
        await FollowAsync();
        Append(50, "laptop");
        _directory.Write("names/home.arpa.zone", "garbage");
        _directory.Write("names/journal/data.mdb", "garbage");
        _commands.Answer("systemctl stop -- knot.service");
        _isBroken = true;

        await LookAsync(Compare);
        await LookAsync(Compare);
        Assert.True(File.Exists(_directory.At("names/home.arpa.zone")));
        await LookAsync(Compare);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory.At("names")));

        _isBroken = false;
        await LookAsync(Compare);
        Assert.Contains("laptop.home.arpa. A 192.168.4.50", Records());
    }

    [Fact]
    public async Task How_long_Knot_was_away_does_not_delay_the_repair_of_its_zones()
    {
        await FollowAsync();
        _isDown = true;
        for (var look = 0; look < 10; look++)
            await LookAsync(Compare);
        _isBroken = true;
        await LookAsync(Compare);

        var next = _names.Trigger.WaitAsync(Test.Cancellation);
        _time.Advance(TimeSpan.FromMilliseconds(250));
        _time.Advance(TimeSpan.FromMilliseconds(20));

        Assert.Contains("comparison", await next.WaitAsync(Limit, Test.Cancellation));
    }

    [Fact]
    public async Task A_Knot_that_does_not_answer_keeps_its_zones()
    {
        await FollowAsync();
        _directory.Write("names/home.arpa.zone", "good");
        _isDown = true;

        for (var look = 0; look < 10; look++)
            await LookAsync(Compare);

        Assert.True(File.Exists(_directory.At("names/home.arpa.zone")));
    }

    [Fact]
    public async Task Turns_are_asked_for_once_in_ten_seconds_however_often_a_reserved_name_comes()
    {
        await FollowAsync();
        Append(50, "wpad");
        await LookAsync(Changed);
        _time.Advance(TimeSpan.Zero);
        Assert.Single(await _turns.WaitAsync(Test.Cancellation).WaitAsync(Limit, Test.Cancellation));

        Append(51, "wpad");
        await LookAsync(Changed);
        Append(52, "wpad");
        await LookAsync(Changed);
        _time.Advance(TimeSpan.FromSeconds(8));
        var next = _turns.WaitAsync(Test.Cancellation);
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        await next.WaitAsync(Limit, Test.Cancellation);
    }

    [Fact]
    public async Task A_name_stays_with_its_first_owner_though_this_agent_was_restarted()
    {
        await FollowAsync();
        Append(50, "nas", mac: "02:00:00:00:00:01");
        await LookAsync(Changed);
        Append(51, "nas", mac: "02:00:00:00:00:02");
        // The first renews.
        Append(50, "nas", mac: "02:00:00:00:00:01", lifetime: 5000);
        using var report = new LeaseReport(_directory.At("again.json"), new Trigger(_time, TimeSpan.Zero, TimeSpan.Zero), _time, NullLogger<LeaseReport>.Instance);
        using var again = new LeaseNames(
            new LeaseFile(_directory.At("leases.csv")), new NameZones(_commands, new NameKey(_directory.At("names.key"))), Repair(), report, _time, NullLogger<LeaseNames>.Instance);

        again.Follow(Scope, compare: false);
        await again.LookAsync([.. Compare], Test.Cancellation);

        Assert.Contains("nas.home.arpa. A 192.168.4.50", Records());
        Assert.Contains("dhcp-192-168-4-51.home.arpa. A 192.168.4.51", Records());
    }

    [Fact]
    public async Task Of_two_that_come_in_the_same_second_the_first_has_the_name()
    {
        await FollowAsync();
        for (var last = 99; last >= 50; last--)
            Append(last, "nas");
        await LookAsync(Changed);

        Assert.Contains("nas.home.arpa. A 192.168.4.99", Records());
    }

    [Fact]
    public async Task A_reserved_name_is_reported_and_written_down()
    {
        await FollowAsync();
        Append(50, "wpad");
        await LookAsync(Changed);

        Assert.Equal(["50.4.168.192.in-addr.arpa. PTR dhcp-192-168-4-50.home.arpa.", "dhcp-192-168-4-50.home.arpa. A 192.168.4.50"], Records());
        Assert.Contains("wpad", Assert.Single(_names.Conditions).Text);
        var lease = Assert.Single((await ReadDocumentAsync()).Leases);
        Assert.Equal(("192.168.4.50", "wpad", "dhcp-192-168-4-50", "reserved"), (lease.Address, lease.HostName, lease.Name, lease.Refused));
    }

    [Fact]
    public async Task No_name_is_ever_an_argument()
    {
        await FollowAsync();
        Append(50, "laptop");
        await LookAsync(Changed);

        Assert.DoesNotContain(_commands.Log, static command => command.Contains("laptop", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_document_is_written_once_a_second_at_most()
    {
        await FollowAsync();
        Append(50, "laptop");
        await LookAsync(Changed);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Single((await ReadDocumentAsync()).Leases);
        Append(51, "tv");
        await LookAsync(Changed);
        Append(52, "pc");
        await LookAsync(Changed);
        Assert.Equal(2, (await ReadDocumentAsync()).Count);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, (await ReadDocumentAsync()).Count);
    }

    [Fact]
    public async Task A_pool_that_runs_full_and_an_address_that_was_declined_are_told_of()
    {
        var segment = new DhcpSegment("inside.dhcp", "192.168.4.1", "br-inside") { Pools = [new("192.168.4.50", "192.168.4.51")] };
        Append(50, "laptop");
        File.AppendAllText(_directory.At("leases.csv"), "192.168.4.51,,,86400,86400,1,0,0,,1,,0\n");
        _names.Follow(Scope, compare: false, segment);
        await LookAsync(Compare);

        Assert.Equal(["dhcp-pool-full", "dhcp-address-declined"], _names.Conditions.Select(static condition => condition.Code));
        var document = await ReadDocumentAsync();
        Assert.Equal(new PoolUse("inside.dhcp", Size: 2, Leased: 1, Kept: 0, Declined: 1), Assert.Single(document.Pools));
        Assert.Single(document.Leases);

        _time.Advance(TimeSpan.FromHours(1));
        await LookAsync(["a lease ends"]);
        Assert.Equal(["dhcp-address-declined"], _names.Conditions.Select(static condition => condition.Code));
    }

    [Fact]
    public async Task Where_leases_get_no_names_they_are_listed_all_the_same()
    {
        Append(50, "laptop");
        _names.Follow(null, compare: false);
        await LookAsync(Compare);

        var document = await ReadDocumentAsync();
        Assert.Null(document.Domain);
        Assert.Null(Assert.Single(document.Leases).Name);
        Assert.Empty(_commands.Log);
    }

    public void Dispose()
    {
        _names.Dispose();
        _report.Dispose();
        _commands.Dispose();
        _directory.Dispose();
    }

    private async Task FollowAsync()
    {
        _names.Follow(Scope, compare: false);
        await LookAsync(Compare);
        _time.Advance(TimeSpan.FromSeconds(1));
    }

    private ZoneRepair Repair() => new(_commands, NullLogger<ZoneRepair>.Instance, _directory.At("names"));

    private Task LookAsync(string[] reasons) => _names.LookAsync([.. reasons], Test.Cancellation);

    private Task<LeasesDocument> ReadDocumentAsync() => new LeasesSource(() => _directory.At("leases.json")).ReadAsync(Test.Cancellation);

    private void Append(int last, string name, int lifetime = 3600, string? mac = null)
    {
        var ends = (_time.GetUtcNow().ToUnixTimeSeconds() + lifetime).ToString(CultureInfo.InvariantCulture);
        File.AppendAllText(_directory.At("leases.csv"), $"192.168.4.{last},{mac ?? $"02:00:00:00:01:{last:x2}"},,{lifetime},{ends},1,0,0,{name},0,,0\n");
    }

    /// <summary>What the zones hold, without the owners.</summary>
    private string[] Records() => [.. _zones.Select(static record => record.Split('|')[1]).Where(static record => !record.Contains(" DHCID ")).Order(StringComparer.Ordinal)];

    private CommandResult? Knot(Command command)
    {
        if (command.Program == "systemctl")
            return null;
        if (_isBroken)
            return new CommandResult(1, ";; ERROR: server replied with error 'SERVFAIL'", "");
        if (_isDown)
            return new CommandResult(1, ";; WARNING: connection refused", "");
        if (command.Program == "knsupdate")
        {
            Update(command.Input!);
            return new CommandResult(0, "", "");
        }
        var zone = command.Arguments[1].TrimEnd('.');
        return new CommandResult(0, string.Concat(_zones.Where(record => record.StartsWith(zone + "|", StringComparison.Ordinal)).Select(static record => Line(record.Split('|')[1]))), "");
    }

    private static string Line(string record) => record.Split(' ') is [var owner, var type, var data] ? $"{owner}\t60\tIN\t{type}\t{data}\n" : "";

    private void Update(string script)
    {
        var zone = "";
        foreach (var words in script.Split('\n').Select(static line => line.Split(' ')))
        {
            if (words is ["zone", var name])
                zone = name.TrimEnd('.');
            else if (words is ["add", var owner, _, var type, var data])
                _zones.Add($"{zone}|{owner} {type} {data}");
            else if (words is ["del", var old, var oldType, var oldData])
                _zones.Remove($"{zone}|{old} {oldType} {oldData}");
        }
    }
}
