using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Agent.Probes;
using Gateway.Planning.Desired;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Probes;

public sealed class NetworkProbeTests
{
    private readonly Prober _prober = new();

    [Fact]
    public async Task A_dns_server_that_gives_an_address_answers()
    {
        using var server = new FakeUdpServer(static question => DnsAnswer(question, rcode: 0, addresses: 1));

        Assert.Null(await AskAsync(new Probe.DnsAnswer(server.Address, "gateway.home.arpa")));
    }

    [Theory]
    [InlineData(2, 0, "SERVFAIL")]
    [InlineData(3, 0, "NXDOMAIN")]
    [InlineData(0, 0, "without an address")]
    public async Task A_dns_server_without_an_address_to_give_does_not(byte rcode, byte addresses, string reason)
    {
        using var server = new FakeUdpServer(question => DnsAnswer(question, rcode, addresses));

        Assert.Contains(reason, await AskAsync(new Probe.DnsAnswer(server.Address, "gateway.home.arpa")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_to_another_question_is_no_answer()
    {
        var answer = DnsAnswer(DnsAnswerProbe.Question(1, "a"), rcode: 0, addresses: 1);

        Assert.Null(DnsAnswerProbe.Complaint(1, answer));
        Assert.NotNull(DnsAnswerProbe.Complaint(2, answer));
    }

    [Fact]
    public void A_mangled_answer_is_no_answer()
    {
        var answer = DnsAnswer(DnsAnswerProbe.Question(1, "gateway.home.arpa"), rcode: 0, addresses: 1);
        for (var length = 0; length < answer.Length - 14; length++)
            Assert.NotNull(DnsAnswerProbe.Complaint(1, answer.AsSpan(0, length)));
    }

    [Fact]
    public async Task A_closed_port_is_no_answer_and_the_reason_says_whom_was_asked()
    {
        var reason = await AskAsync(new Probe.DnsAnswer("127.0.0.1@9", "gateway.home.arpa"));

        Assert.StartsWith("DNS: asking 127.0.0.1@9 for gateway.home.arpa: ", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_server_that_replies_to_this_very_packet_answers()
    {
        using var server = new FakeUdpServer(static question => NtpReply(question, origin: question[40..48]));
        using var stale = new FakeUdpServer(static question => NtpReply(question, origin: new byte[8]));

        Assert.Null(await AskAsync(new Probe.NtpReply(server.Address)));
        Assert.Contains("no reply", await AskAsync(new Probe.NtpReply(stale.Address)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_accepts_connections_answers_and_a_closed_one_does_not()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        Assert.Null(await AskAsync(new Probe.TcpConnect("127.0.0.1", port)));
        listener.Stop();
        Assert.StartsWith($"connecting to 127.0.0.1 port {port}: ", await AskAsync(new Probe.TcpConnect("127.0.0.1", port)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("200 OK", null)]
    [InlineData("503 Service Unavailable", "answered 503")]
    [InlineData("302 Found", "answered 302")]
    public async Task Only_a_page_with_200_answers(string status, string? reason)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://{listener.LocalEndpoint}/v2/";
        var served = ServePageAsync(listener, status);

        var answer = await AskAsync(new Probe.HttpOk(url));

        await served.SoonAsync();
        if (reason is null)
            Assert.Null(answer);
        else
            Assert.Equal($"{url} {reason}", answer);
    }

    [Fact]
    public async Task One_of_several_sockets_that_gives_the_page_is_enough()
    {
        using var directory = new TemporaryDirectory();
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(directory.At("second.sock")));
        listener.Listen();
        var served = ServeSocketAsync(listener);

        Assert.Null(await AskAsync(new Probe.SocketOk([directory.At("first.sock"), directory.At("second.sock")], "/v2/")));

        Assert.StartsWith("GET /v2/ HTTP/1.1", await served.SoonAsync(), StringComparison.Ordinal);
        Assert.StartsWith($"getting /v2/ from {directory.At("first.sock")}: ", await AskAsync(new Probe.SocketOk([directory.At("first.sock")], "/v2/")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("active", null)]
    [InlineData("failed", "a.service is failed (dead)")]
    public async Task A_unit_answers_while_it_is_active(string state, string? reason)
    {
        var units = ImmutableDictionary<string, ObservedUnit>.Empty.Add("a.service", new ObservedUnit(state, "dead", 0));

        Assert.Equal(reason, await _prober.AskAsync(new Probe.UnitActive("a.service"), units, Test.Cancellation));
    }

    private static async Task<string> ServeSocketAsync(Socket listener)
    {
        using var connection = await listener.AcceptAsync(Test.Cancellation);
        var buffer = new byte[4096];
        var length = await connection.ReceiveAsync(buffer, Test.Cancellation);
        await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), Test.Cancellation);
        return Encoding.ASCII.GetString(buffer, 0, length);
    }

    private Task<string?> AskAsync(Probe probe) =>
        _prober.AskAsync(probe, ImmutableDictionary<string, ObservedUnit>.Empty, Test.Cancellation).SoonAsync();

    private static byte[] DnsAnswer(byte[] question, byte rcode, byte addresses)
    {
        byte[] header = [.. question[..2], 0x81, (byte)(0x80 | rcode), 0, 1, 0, (byte)(1 + addresses), 0, 0, 0, 0];
        byte[] alias = [0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 2, 0xc0, 12];
        byte[] address = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 168, 4, 1];
        return [.. header, .. question[12..], .. alias, .. Enumerable.Repeat(address, addresses).SelectMany(static bytes => bytes)];
    }

    private static byte[] NtpReply(byte[] question, byte[] origin)
    {
        var reply = new byte[48];
        reply[0] = (byte)((question[0] & 0x38) | 4);
        origin.CopyTo(reply, 24);
        return reply;
    }

    private static async Task ServePageAsync(TcpListener listener, string status)
    {
        using var connection = await listener.AcceptSocketAsync(Test.Cancellation);
        await connection.ReceiveAsync(new byte[4096], Test.Cancellation);
        await connection.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), Test.Cancellation);
    }
}
