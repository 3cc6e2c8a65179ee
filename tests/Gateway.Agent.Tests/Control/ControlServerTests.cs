using System.Net.Sockets;
using System.Text;
using Gateway.Agent.Control;
using Gateway.Agent.Tests.Files;

namespace Gateway.Agent.Tests.Control;

public sealed class ControlServerTests
{
    [Fact]
    public async Task A_request_is_one_line_and_so_is_its_answer()
    {
        using var fixture = new ControlFixture();
        fixture.Queries.Changes = ["create /etc/a"];

        Assert.Equal(
            """{"version":1,"exit":0,"result":{"version":1,"changes":["create /etc/a"]}}""",
            await SendAsync(fixture, """{"version":1,"verb":"plan"}""" + "\n"));
    }

    [Fact]
    public async Task The_client_gets_what_the_agent_answers()
    {
        using var fixture = new ControlFixture();

        var response = await fixture.Client.AskAsync(new ControlRequest("status"), Test.Cancellation);

        Assert.Equal(ExitCode.NotReady, response.Exit);
        Assert.Equal("1.2.3", response.Result!.Value.GetProperty("release").GetString());
    }

    [Fact]
    public async Task Only_the_owner_may_open_the_socket()
    {
        using var fixture = new ControlFixture();
        await fixture.Client.AskAsync(new ControlRequest("status"), Test.Cancellation);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(fixture.SocketPath));
    }

    [Fact]
    public async Task Another_user_is_hung_up_on()
    {
        using var fixture = new ControlFixture(null, LinuxFileAccess.User + 1);

        var response = await fixture.Client.AskAsync(new ControlRequest("status"), Test.Cancellation);

        Assert.Equal(ExitCode.Failed, response.Exit);
        Assert.Null(response.Result);
    }

    [Theory]
    [InlineData("""{"version":2,"verb":"status"}""", "version 1")]
    [InlineData("nonsense", "no valid JSON")]
    [InlineData("""{"version":1,"verb":"dance"}""", "'dance'")]
    public async Task A_request_that_is_not_understood_is_answered_with_the_reason(string request, string reason)
    {
        using var fixture = new ControlFixture();

        var answer = await SendAsync(fixture, request + "\n");

        Assert.Contains("\"exit\":2", answer, StringComparison.Ordinal);
        Assert.Contains(reason, answer.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_without_end_is_cut_off_and_the_server_goes_on()
    {
        using var fixture = new ControlFixture();
        var flood = new string('x', ControlSocket.MessageLimit + 1);

        Assert.Equal("", await SendAsync(fixture, flood));

        var response = await fixture.Client.AskAsync(new ControlRequest("plan"), Test.Cancellation);
        Assert.Equal(ExitCode.Ok, response.Exit);
    }

    [Fact]
    public async Task A_handler_that_fails_is_an_answer_too()
    {
        using var fixture = new ControlFixture(new FailingHandler(new IOException("reading the lease failed")));

        var response = await fixture.Client.AskAsync(new ControlRequest("plan"), Test.Cancellation);

        Assert.Equal((ExitCode.Failed, "reading the lease failed"), (response.Exit, response.Error));
    }

    [Fact]
    public async Task A_damaged_file_is_not_taken_for_a_damaged_request()
    {
        using var fixture = new ControlFixture(new FailingHandler(new System.Text.Json.JsonException("stack.json ends early")));

        var response = await fixture.Client.AskAsync(new ControlRequest("plan"), Test.Cancellation);

        Assert.Equal((ExitCode.Failed, "stack.json ends early"), (response.Exit, response.Error));
    }

    [Fact]
    public async Task Without_an_agent_the_client_says_what_to_look_at()
    {
        var response = await new ControlClient("/nowhere/agent.sock").AskAsync(new ControlRequest("status"), Test.Cancellation);

        Assert.Equal(ExitCode.AgentNotRunning, response.Exit);
        Assert.Contains("gateway logs", response.Error, StringComparison.Ordinal);
    }

    private static async Task<string> SendAsync(ControlFixture fixture, string text)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(fixture.SocketPath), Test.Cancellation);
        await using var stream = new NetworkStream(socket);
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), Test.Cancellation);
            using var reader = new StreamReader(stream);
            return (await reader.ReadToEndAsync(Test.Cancellation).SoonAsync()).TrimEnd('\n');
        }
        catch (IOException)
        {
            return "";
        }
    }

    private sealed class FailingHandler(Exception failure) : IControlHandler
    {
        public Task<ControlResponse> HandleAsync(ControlRequest request, CancellationToken cancellation) =>
            throw failure;
    }
}
