using System.Collections.Immutable;
using System.Net;
using Gateway.Lxd.Api;

namespace Gateway.Lxd.Tests;

public sealed class LxdClientTests
{
    private static readonly LxdRetry Quick = new(TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(15));
    private const string Start = "PUT /1.0/instances/gateway/state";
    private const string Done = """{"id":"x","status_code":200,"status":"Success","err":""}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_instance_is_read_with_its_configuration_and_devices()
    {
        await using var lxd = new FakeLxd().Answer("GET /1.0/instances/gateway", FakeLxd.Sync(
            """{"name":"gateway","status":"Running","architecture":"x86_64","profiles":[],"config":{"boot.autostart":"false"},"devices":{"inside":{"type":"nic"}}}""")).Listen();
        using var client = new LxdClient(lxd.SocketPath);

        var instance = await client.FindInstanceAsync("gateway", Cancellation);

        Assert.Equal("Running", instance!.Status);
        Assert.Equal("false", instance.Config["boot.autostart"]);
        Assert.Equal("nic", instance.Devices["inside"]["type"]);
    }

    [Fact]
    public async Task What_LXD_does_not_have_is_null_and_no_error()
    {
        await using var lxd = new FakeLxd().Listen();
        using var client = new LxdClient(lxd.SocketPath);

        Assert.Null(await client.FindInstanceAsync("gateway", Cancellation));
        Assert.Null(await client.FindStoragePoolAsync("default", Cancellation));
    }

    [Fact]
    public async Task A_request_that_LXD_never_answers_fails_in_words()
    {
        await using var lxd = new FakeLxd().Answer("GET /1.0/instances/gateway", FakeLxd.Silence).Listen();
        using var client = new LxdClient(lxd.SocketPath, patience: TimeSpan.FromMilliseconds(200));

        var failure = await Assert.ThrowsAsync<LxdException>(() => client.FindInstanceAsync("gateway", Cancellation));

        Assert.StartsWith("LXD: GET /1.0/instances/gateway: no answer within 0 s; look at", failure.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<OperationCanceledException>(failure.InnerException);
    }

    [Fact]
    public async Task A_creation_is_over_only_when_its_operation_is()
    {
        await using var lxd = new FakeLxd()
            .Answer("POST /1.0/instances", FakeLxd.Async("x"))
            .Answer("GET /1.0/operations/x/wait?timeout=-1", FakeLxd.Sync(Done))
            .Listen();
        using var client = new LxdClient(lxd.SocketPath);

        await client.CreateEmptyInstanceAsync(
            new LxdInstance { Name = "gateway", Config = ImmutableSortedDictionary<string, string>.Empty.Add("user.x", "1") }, Cancellation);

        Assert.Equal(
            """
            POST /1.0/instances {"name":"gateway","type":"container","source":{"type":"none"},"description":"","config":{"user.x":"1"},"devices":{},"profiles":[]}
            GET /1.0/operations/x/wait?timeout=-1
            """,
            string.Join('\n', lxd.Requests));
    }

    [Fact]
    public async Task A_failed_operation_says_what_was_asked_and_what_LXD_answered()
    {
        await using var lxd = new FakeLxd()
            .Answer(Start, FakeLxd.Async("x"))
            .Answer("GET /1.0/operations/x/wait?timeout=-1", FakeLxd.Sync("""{"id":"x","status_code":400,"status":"Failure","err":"Parent device \"inside\" does not exist"}"""))
            .Listen();
        using var client = new LxdClient(lxd.SocketPath);

        var failure = await Assert.ThrowsAsync<LxdException>(() => client.StartInstanceAsync("gateway", Cancellation));

        Assert.Equal("LXD: PUT /1.0/instances/gateway/state: Parent device \"inside\" does not exist (code 400)", failure.Message);
    }

    [Fact]
    public async Task An_error_that_comes_in_place_of_a_waited_for_operation_is_an_error()
    {
        await using var lxd = new FakeLxd()
            .Answer(Start, FakeLxd.Async("x"))
            .Answer("GET /1.0/operations/x/wait?timeout=-1", FakeLxd.Error(500, "exit status 1"))
            .Listen();
        using var client = new LxdClient(lxd.SocketPath);

        var failure = await Assert.ThrowsAsync<LxdException>(() => client.StartInstanceAsync("gateway", Cancellation));

        Assert.Equal(HttpStatusCode.InternalServerError, failure.Code);
        Assert.Equal("exit status 1", failure.Answer);
    }

    [Theory]
    [InlineData("The instance is already running")]
    [InlineData("Instance is busy running a stop operation")]
    public async Task A_start_just_after_a_kill_is_tried_again_until_LXD_has_cleaned_up(string text)
    {
        await using var lxd = new FakeLxd()
            .Answer(Start, FakeLxd.Error(400, text), FakeLxd.Error(400, text), FakeLxd.Async("x"))
            .Answer("GET /1.0/operations/x/wait?timeout=-1", FakeLxd.Sync(Done))
            .Listen();
        using var client = new LxdClient(lxd.SocketPath, Quick);

        await client.StartInstanceAsync("gateway", Cancellation);

        Assert.Equal(3, lxd.Requests.Count(static line => line.StartsWith(Start, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_start_that_stays_busy_is_given_up_after_the_deadline()
    {
        await using var lxd = new FakeLxd().Answer(Start, FakeLxd.Error(400, "The instance is already running")).Listen();
        using var client = new LxdClient(lxd.SocketPath, new LxdRetry(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50)));

        var failure = await Assert.ThrowsAsync<LxdException>(() => client.StartInstanceAsync("gateway", Cancellation));

        Assert.True(failure.IsBusy);
    }

    [Fact]
    public async Task Another_refusal_is_not_tried_again()
    {
        await using var lxd = new FakeLxd().Answer(Start, FakeLxd.Error(400, "Invalid action")).Listen();
        using var client = new LxdClient(lxd.SocketPath, Quick);

        await Assert.ThrowsAsync<LxdException>(() => client.StartInstanceAsync("gateway", Cancellation));

        Assert.Single(lxd.Requests);
    }

    [Fact]
    public async Task Lifecycle_events_are_read_until_LXD_closes_the_stream()
    {
        await using var lxd = new FakeLxd
        {
            Events =
            [
                """{"type":"lifecycle","metadata":{"action":"instance-stopped","source":"/1.0/instances/gateway"}}""",
                """{"type":"logging","metadata":{"message":"x"}}""",
                """{"type":"lifecycle","metadata":{"action":"network-deleted","source":"/1.0/networks/bcmnet"}}""",
            ],
        }.Listen();
        using var client = new LxdClient(lxd.SocketPath);
        using var events = await client.OpenEventsAsync(Cancellation);

        var seen = new List<string>();
        await foreach (var change in events.ReadAsync(Cancellation))
            seen.Add($"{change.Action} {change.Source}");

        Assert.Equal(["instance-stopped /1.0/instances/gateway", "network-deleted /1.0/networks/bcmnet"], seen);
    }

    [Fact]
    public async Task Only_networks_that_LXD_manages_are_listed()
    {
        await using var lxd = new FakeLxd().Answer("GET /1.0/networks?recursion=1", FakeLxd.Sync(
            """[{"name":"bcmnet","type":"bridge","managed":true,"config":{"ipv4.address":"none"}},{"name":"eth0","type":"physical","managed":false,"config":{}}]""")).Listen();
        using var client = new LxdClient(lxd.SocketPath);

        var network = Assert.Single(await client.ListNetworksAsync(Cancellation));

        Assert.Equal("bcmnet", network.Name);
    }
}
