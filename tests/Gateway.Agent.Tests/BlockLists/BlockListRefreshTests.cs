using Gateway.Agent.BlockLists;
using Gateway.Agent.Commands;
using Gateway.Planning.BlockLists;
using Gateway.Planning.Configuration;
using Gateway.Testing;

namespace Gateway.Agent.Tests.BlockLists;

/// <summary>The program that fetches lists, against a real publisher and a folder of its own.</summary>
public sealed class BlockListRefreshTests : IDisposable
{
    private const string Reload = "/usr/sbin/unbound-control -q reload_keep_cache";

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeCommandRunner _commands = new();
    private readonly ManualTime _time = new();
    private readonly ListServer _server = new();
    private readonly BlockListStore _store;

    public BlockListRefreshTests()
    {
        _commands.Answer(Reload);
        Directory.CreateDirectory(_directory.At("lists"));
        _directory.Write("authority.pem", _server.Authority);
        _store = new BlockListStore(_directory.At("lists"), _directory.At("spec.json"), _directory.At("files"));
        _server.Answer = ListServer.Ok("0.0.0.0 ads.example.com\n0.0.0.0 tracker.example.com\n", "ETag: \"one\"\r\n");
    }

    private string Zones => File.ReadAllText(_directory.At("lists/zones.conf"));

    private BlockListEntry Entry => _store.ReadState()!.Lists.Single();

    [Fact]
    public async Task A_list_is_fetched_kept_and_told_to_unbound_once()
    {
        Write();
        await BringAsync();
        await BringAsync();

        Assert.Equal("local-zone: \"ads.example.com.\" always_nxdomain\nlocal-zone: \"tracker.example.com.\" always_nxdomain\n", Zones);
        Assert.Equal([Reload], _commands.Log);
        Assert.Equal((2, null), (Entry.Names, Entry.Failure));
        Assert.Equal(2, _store.ReadState()!.Blocked);
    }

    [Fact]
    public async Task An_old_list_is_asked_for_by_its_tag_and_one_that_has_not_changed_stays()
    {
        Write();
        await BringAsync();
        _time.Advance(TimeSpan.FromDays(2));
        _server.Answer = "304 Not Modified\r\n\r\n";

        await BringAsync();

        Assert.Contains("If-None-Match: \"one\"", _server.Asked);
        Assert.Equal([Reload], _commands.Log);
        Assert.Equal((2, null, (long)TimeSpan.FromDays(2).TotalSeconds), (Entry.Names, Entry.Failure, Entry.Fetched));
    }

    [Theory]
    [InlineData("404 Not Found\r\n\r\n", "localhost answered 404")]
    [InlineData("200 OK\r\nContent-Length: 0\r\n\r\n", "there is no name in it")]
    [InlineData("200 OK\r\nContent-Length: 12\r\n\r\n<html>Sorry<", "there is no name in it")]
    [InlineData("200 OK\r\nContent-Length: 99\r\n\r\nads.example.net\n", "")]
    [InlineData("200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", "")]
    [InlineData("302 Found\r\nLocation: http://localhost/\r\n\r\n", "localhost answered 302")]
    public async Task What_is_no_list_never_takes_the_place_of_one(string answer, string reason)
    {
        Write();
        await BringAsync();
        var before = Zones;
        _time.Advance(TimeSpan.FromDays(2));
        _server.Answer = answer;

        await BringAsync();

        Assert.Equal(before, Zones);
        Assert.Equal([Reload], _commands.Log);
        Assert.Contains(reason, Entry.Failure);
        Assert.Equal((2, 1, 0L), (Entry.Names, Entry.Failures, Entry.Fetched));

        // A quarter of an hour later it is tried again.
        _server.Answer = ListServer.Ok("other.example.com\n");
        _time.Advance(TimeSpan.FromMinutes(20));
        await BringAsync();
        Assert.Equal("local-zone: \"other.example.com.\" always_nxdomain\n", Zones);
        Assert.Null(Entry.Failure);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_believed()
    {
        Write();
        await BringAsync(authorities: _directory.Write("nobody.pem", ""));

        Assert.Equal("", Zones);
        Assert.Contains("certificate", Entry.Failure, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("", _server.Asked);
    }

    [Fact]
    public async Task Nor_one_with_another_name()
    {
        using var other = new ListServer("elsewhere.example") { Answer = ListServer.Ok("ads.example.com\n") };
        Write(new BlockListSource("ads", other.Url, null));

        await BringAsync(authorities: _directory.Write("other.pem", other.Authority));

        Assert.Equal("", Zones);
        Assert.NotNull(Entry.Failure);
    }

    [Fact]
    public async Task A_file_of_the_boot_partition_is_taken_by_its_hash_and_its_loss_changes_nothing()
    {
        _directory.Write("files/abc", "office.example.com\n");
        Write(new BlockListSource("office", null, "abc"));
        await BringAsync();
        Assert.Equal("local-zone: \"office.example.com.\" always_nxdomain\n", Zones);

        Write(new BlockListSource("office", null, ""));
        await BringAsync();
        Assert.Equal("local-zone: \"office.example.com.\" always_nxdomain\n", Zones);
        Assert.Contains("boot partition", Entry.Failure);
    }

    [Fact]
    public async Task What_is_taken_from_the_configuration_goes_with_its_copy()
    {
        _directory.Write("files/abc", "office.example.com\n");
        Write(new BlockListSource("office", null, "abc"));
        await BringAsync();

        Write();
        await BringAsync();

        Assert.DoesNotContain("office", Zones);
        Assert.Equal(["ads.names", "state.json", "zones.conf"], Directory.GetFiles(_directory.At("lists")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Another_limit_or_exception_counts_at_once_without_fetching()
    {
        Write();
        await BringAsync();
        _server.Answer = "500 No\r\n\r\n";

        Write(allow: "ads.example.com");
        await BringAsync();

        Assert.Equal("local-zone: \"tracker.example.com.\" always_nxdomain\n", Zones);
        Assert.Null(Entry.Failure);
    }

    [Fact]
    public async Task A_list_that_the_limit_has_cut_is_told_of_and_fetched_whole_under_a_larger_one()
    {
        Write(limit: 1);
        await BringAsync();
        Assert.Equal((1, true), (_store.ReadState()!.Blocked, _store.ReadState()!.IsCut));

        Write();
        await BringAsync();
        Assert.Equal((2, false), (_store.ReadState()!.Blocked, _store.ReadState()!.IsCut));
    }

    [Fact]
    public async Task A_damaged_state_or_an_unbound_that_does_not_run_is_no_obstacle()
    {
        _directory.Write("lists/state.json", "{ half");
        using var commands = new FakeCommandRunner();
        commands.Answer(static _ => new CommandResult(1, "", "unbound is stopped"));
        Write();

        await BringAsync(commands: commands);

        Assert.Contains("ads.example.com", Zones);
        Assert.Null(Entry.Failure);
    }

    [Fact]
    public async Task Without_lists_there_is_nothing_to_do()
    {
        await BringAsync();

        Assert.Empty(Directory.GetFiles(_directory.At("lists")));
    }

    [Fact]
    public async Task What_is_larger_than_allowed_is_not_read_to_its_end()
    {
        using var endless = new MemoryStream(new byte[1024]);

        await Assert.ThrowsAsync<IOException>(() => BlockListFetch.ReadAsync(endless, 1023, Test.Cancellation));
    }

    public void Dispose()
    {
        _server.Dispose();
        _commands.Dispose();
        _directory.Dispose();
    }

    private void Write(BlockListSource? list = null, string? allow = null, int limit = 1000) => _directory.Write("spec.json", BlockListSpecJson.ToText(new BlockListSpec
    {
        Lists = [list ?? new BlockListSource("ads", _server.Url, null)],
        Allow = allow is null ? [] : [allow],
        Answer = BlockAnswer.Nxdomain,
        Limit = limit,
        Refresh = 86400,
    }));

    private async Task BringAsync(string? authorities = null, FakeCommandRunner? commands = null)
    {
        using var fetch = new BlockListFetch(authorities ?? _directory.At("authority.pem"), _directory.At("no-others.pem"));
        await new BlockListRefresh(_store, fetch, commands ?? _commands, _time, static () => 0.5, TextWriter.Null).BringAsync(Test.Cancellation);
    }
}
