using Gateway.Agent.Events;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Events;

public sealed class EventSourceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Trigger _trigger = new();
    private readonly CancellationTokenSource _end = new();

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_file_that_is_replaced_is_an_event()
    {
        _directory.Write("stack.json", "old");
        _ = new FileEvents(_directory.Path, "stack.json").RunAsync(_trigger, _end.Token);
        await NextAsync();

        _directory.Write("new", "new");
        File.Move(_directory.At("new"), _directory.At("stack.json"), overwrite: true);

        Assert.Equal($"file {_directory.At("stack.json")}", await NextAsync());
    }

    [Fact]
    public async Task A_mount_point_is_followed_until_something_is_mounted_there_or_unmounted()
    {
        using var commands = new FakeCommandRunner();
        commands.Answer("findmnt --poll=mount,umount --noheadings --raw --output TARGET", $"/elsewhere\n{_directory.Path}\n/never\n");

        await new MountedFileEvents(commands, _directory.Path, "*").RunAsync(_trigger, _end.Token).SoonAsync();

        Assert.Contains($"mount {_directory.Path}", (await _trigger.WaitAsync(Test.Cancellation).SoonAsync()).AsEnumerable());
    }

    [Fact]
    public async Task A_file_is_an_event_whatever_the_case_of_its_name()
    {
        _ = new FileEvents(_directory.Path, "*").RunAsync(_trigger, _end.Token);
        await NextAsync();

        _directory.Write("Gateway.TOML", "x");

        Assert.Contains("Gateway.TOML", await NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_appears_later_is_followed_from_then_on()
    {
        _ = new FileEvents(_directory.At("run/netif")).RunAsync(_trigger, _end.Token);
        Directory.CreateDirectory(_directory.At("run/netif/leases"));
        Assert.Contains($"watching {_directory.At("run/netif")}", await NextAsync(), StringComparison.Ordinal);

        _directory.Write("run/netif/state", "x");

        Assert.Contains($"file {_directory.At("run/netif/state")}", await NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_written_without_end_is_looked_at_a_few_times_and_its_last_write_is_seen()
    {
        _ = new PacedFileEvents(_directory.Path, "leases*", TimeProvider.System).RunAsync(_trigger, _end.Token);
        var path = _directory.At("leases.csv");
        long seen = 0;
        var looks = 0;
        var reader = Task.Run(ReadAsync, Test.Cancellation);
        for (var line = 0; line < 3000; line++)
            File.AppendAllText(path, "a line\n");

        await reader.SoonAsync();

        Assert.InRange(looks, 1, 300);

        async Task ReadAsync()
        {
            while (seen < 3000 * 7)
            {
                await _trigger.WaitAsync(Test.Cancellation);
                looks++;
                seen = File.Exists(path) ? new FileInfo(path).Length : 0;
            }
        }
    }

    [Fact]
    public async Task An_entry_of_systemd_about_a_unit_is_an_event()
    {
        using var commands = new FakeCommandRunner();
        commands.Answer(
            "journalctl --follow --lines=1 --output=json --output-fields=UNIT _PID=1",
            """
            {"__CURSOR":"s=1","UNIT":"kea-dhcp4-server.service"}
            {"__CURSOR":"s=2"}
            not json
            """);

        await new UnitEvents(commands).RunAsync(_trigger, _end.Token);

        Assert.Equal("unit kea-dhcp4-server.service", await NextAsync());
    }

    [Fact]
    public async Task A_source_that_ends_is_started_again()
    {
        var source = new EndingSource();
        using var pump = new EventPump([source], _trigger, TimeProvider.System, NullLogger<EventPump>.Instance);
        await pump.StartAsync(Test.Cancellation);

        Assert.Equal("run 2", await NextAsync());
        await pump.StopAsync(Test.Cancellation);
    }

    [Fact]
    public async Task Routes_are_followed_as_links_and_addresses_are()
    {
        _ = new LinkEvents(new LinkWakeup()).RunAsync(_trigger, _end.Token);
        await NextAsync();

        var mine = Directory.GetFiles("/proc/self/fd").Select(TargetOf).ToHashSet();
        // Columns: sk, Eth (0 is rtnetlink), Pid, Groups, Rmem, Wmem, Dump, Locks, Drops, Inode.
        var groups = File.ReadLines("/proc/self/net/netlink").Skip(1)
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns[1] == "0" && mine.Contains($"socket:[{columns[9]}]"))
            .Select(static columns => Convert.ToUInt32(columns[3], 16));

        // RTMGRP_LINK, _IPV4_IFADDR, _IPV4_ROUTE, _IPV6_IFADDR, _IPV6_ROUTE.
        Assert.Contains(0x1u | 0x10 | 0x40 | 0x100 | 0x400, groups);
    }

    [Fact]
    public async Task Links_are_looked_at_once_when_the_socket_stands()
    {
        var wakeup = new LinkWakeup();
        var run = new LinkEvents(wakeup).RunAsync(_trigger, _end.Token);

        Assert.Equal("links", await NextAsync());
        await wakeup.WaitAsync(Test.Cancellation).SoonAsync();
        Assert.False(run.IsCompleted);
    }

    [Fact]
    public async Task Units_are_looked_at_once_when_the_journal_is_followed()
    {
        using var commands = new FakeCommandRunner();
        commands.Answer("journalctl --follow --lines=1 --output=json --output-fields=UNIT _PID=1", """{"__CURSOR":"s=1"}""");

        await new UnitEvents(commands).RunAsync(_trigger, _end.Token);

        Assert.Equal("watching units", await NextAsync());
    }

    /// <summary>Null where another test, which runs beside this one, has closed it meanwhile.</summary>
    private static string? TargetOf(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.Name;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private async Task<string> NextAsync() => string.Join(", ", await _trigger.WaitAsync(Test.Cancellation).SoonAsync());

    private sealed class EndingSource : IEventSource
    {
        private int _runs;

        public string Name => "ending";

        public Task RunAsync(Trigger trigger, CancellationToken cancellation)
        {
            if (++_runs == 1)
                throw new IOException("the first run fails");
            trigger.Signal($"run {_runs}");
            return Task.Delay(Timeout.Infinite, cancellation);
        }
    }
}
