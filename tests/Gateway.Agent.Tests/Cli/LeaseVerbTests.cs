using System.Net.Sockets;
using System.Text;
using Gateway.Agent.Control;
using Gateway.Planning.Names;

namespace Gateway.Agent.Tests.Cli;

/// <summary>The verbs about leases, with a Kea that says what the test wants.</summary>
public sealed class LeaseVerbTests : IDisposable
{
    private readonly CliFixture _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Leases_are_listed_with_their_names_and_why_they_are_called_otherwise()
    {
        _cli.Queries.Leases = new LeasesDocument
        {
            Domain = "home.arpa",
            Count = 3,
            Leases = [Lease("192.168.4.50", "NAS", "nas", null), Lease("192.168.4.51", "wpad", "dhcp-192-168-4-51", "reserved")],
        };

        Assert.Equal(ExitCode.Ok, await _cli.RunAsync(["leases"]));
        Assert.Equal(
            """
            ADDRESS       MAC                CLIENT  NAME                                    ENDS
            192.168.4.50  02:00:00:00:00:01  NAS     nas.home.arpa                           2026-11-21 12:00:00
            192.168.4.51  02:00:00:00:00:01  wpad    dhcp-192-168-4-51.home.arpa (reserved)  2026-11-21 12:00:00

            and 1 more

            """,
            _cli.Out.ToString());
    }

    [Fact]
    public async Task Below_them_stands_what_is_left_of_the_pools()
    {
        _cli.Queries.Leases = new LeasesDocument { Pools = [new("inside.dhcp", Size: 10, Leased: 9, Kept: 0, Declined: 1)], Refused = 25 };

        Assert.Equal(ExitCode.Ok, await _cli.RunAsync(["leases"]));
        Assert.Equal(
            "nothing is leased\n[inside.dhcp]: 0 of 10 addresses are free, 9 leased, 0 kept for known machines, 1 declined\n25 requests found no free address since Kea was started\n",
            _cli.Out.ToString());
    }

    [Fact]
    public async Task Without_leases_that_is_said()
    {
        Assert.Equal(ExitCode.Ok, await _cli.RunAsync(["leases"]));
        Assert.Equal("nothing is leased\n", _cli.Out.ToString());
    }

    [Fact]
    public async Task A_release_asks_Kea()
    {
        var asked = AnswerAsKea("""{ "result": 0, "text": "IPv4 lease deleted." }""");

        Assert.Equal(ExitCode.Ok, await _cli.RunAsync(["release", "192.168.4.57"]));
        Assert.Equal("192.168.4.57 is released\n", _cli.Out.ToString());
        Assert.Equal("""{"command":"lease4-del","arguments":{"ip-address":"192.168.4.57"}}""", await asked);
    }

    [Fact]
    public async Task A_release_as_json_is_a_document()
    {
        _ = AnswerAsKea("""{ "result": 0, "text": "IPv4 lease deleted." }""");

        Assert.Equal(ExitCode.Ok, await _cli.RunAsync(["release", "192.168.4.57", "--json"]));
        Assert.Equal("""{"version":1,"address":"192.168.4.57"}""", _cli.Out.ToString().Trim());
    }

    [Theory]
    [InlineData("""{ "result": 3, "text": "IPv4 lease not found." }""", "nobody holds a lease of 192.168.4.57: see `gateway leases`")]
    [InlineData("""{ "result": 1, "text": "\u001b[2J" }""", "Kea did not release 192.168.4.57 and ended with 1; see `gateway logs kea`")]
    [InlineData("rubbish", "Kea's answer has not the form of one")]
    public async Task What_Kea_refuses_is_said(string answer, string said)
    {
        _ = AnswerAsKea(answer);

        Assert.Equal(ExitCode.Failed, await _cli.RunAsync(["release", "192.168.4.57"]));
        Assert.Equal($"gateway release: {said}\n", _cli.Error.ToString());
    }

    [Fact]
    public async Task Without_Kea_it_is_said_where_to_look()
    {
        Assert.Equal(ExitCode.Failed, await _cli.RunAsync(["release", "192.168.4.57"]));
        Assert.Contains("see `gateway status`", _cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("laptop")]
    [InlineData("192.168.4")]
    [InlineData("192.168.4.057")]
    [InlineData("fd00::1")]
    [InlineData("192.168.4.57", "192.168.4.58")]
    public async Task What_is_no_address_is_not_asked_for(params string[] words) =>
        Assert.Equal(ExitCode.Usage, await _cli.RunAsync(["release", .. words]));

    private static LeaseEntry Lease(string address, string hostName, string name, string? refused) => new()
    {
        Address = address,
        Mac = "02:00:00:00:00:01",
        HostName = hostName,
        Name = name,
        Refused = refused,
        Ends = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero),
    };

    /// <summary>What was asked.</summary>
    private Task<string> AnswerAsKea(string answer)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_cli.KeaSocket));
        listener.Listen();
        return ServeAsync(listener, answer);
    }

    private static async Task<string> ServeAsync(Socket listener, string answer)
    {
        using (listener)
        {
            using var connection = await listener.AcceptAsync(Test.Cancellation);
            var asked = new byte[4096];
            var length = await connection.ReceiveAsync(asked, Test.Cancellation);
            await connection.SendAsync(Encoding.UTF8.GetBytes(answer), Test.Cancellation);
            return Encoding.UTF8.GetString(asked, 0, length);
        }
    }
}
