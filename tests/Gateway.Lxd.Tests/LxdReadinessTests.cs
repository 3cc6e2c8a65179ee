namespace Gateway.Lxd.Tests;

public sealed class LxdReadinessTests
{
    private const string Server = """{"api_version":"1.0","auth":"trusted","environment":{"server_version":"5.0.2"}}""";
    private static readonly LxdRetry Quick = new(TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(20));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LXD_is_asked_again_while_its_set_up_goes_on()
    {
        await using var lxd = new FakeLxd().Answer(
            "GET /1.0", FakeLxd.Error(503, "LXD daemon setup in progress"), FakeLxd.Sync(Server)).Listen();
        using var client = new LxdClient(lxd.SocketPath);

        var server = await client.WaitReadyAsync(Quick, Cancellation);

        Assert.Equal("5.0.2", server.Environment.ServerVersion);
        Assert.Equal(2, lxd.Requests.Length);
    }

    [Fact]
    public async Task A_socket_that_is_made_later_is_waited_for()
    {
        await using var lxd = new FakeLxd().Answer("GET /1.0", FakeLxd.Sync(Server));
        using var client = new LxdClient(lxd.SocketPath);

        var ready = client.WaitReadyAsync(Quick, Cancellation);
        Assert.False(ready.IsCompleted);
        lxd.Listen();

        Assert.Equal("trusted", (await ready).Auth);
    }

    [Fact]
    public async Task A_deadline_that_passes_says_what_LXD_last_answered()
    {
        await using var lxd = new FakeLxd().Answer("GET /1.0", FakeLxd.Error(503, "LXD daemon setup in progress")).Listen();
        using var client = new LxdClient(lxd.SocketPath);

        var failure = await Assert.ThrowsAsync<LxdException>(
            () => client.WaitReadyAsync(new LxdRetry(TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(3)), Cancellation));

        Assert.Contains("setup in progress", failure.Message, StringComparison.Ordinal);
    }
}
