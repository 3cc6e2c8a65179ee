using System.Net;
using System.Net.Sockets;

namespace Gateway.Agent.Tests.Probes;

/// <summary>Answers each datagram on a port of the loopback with what the test makes of it.</summary>
internal sealed class FakeUdpServer : IDisposable
{
    private readonly UdpClient _client = new(new IPEndPoint(IPAddress.Loopback, 0));

    public FakeUdpServer(Func<byte[], byte[]> answer) => _ = ServeAsync(answer);

    /// <summary>As a probe names it: <c>address@port</c>.</summary>
    public string Address => $"127.0.0.1@{((IPEndPoint)_client.Client.LocalEndPoint!).Port}";

    public void Dispose() => _client.Dispose();

    private async Task ServeAsync(Func<byte[], byte[]> answer)
    {
        while (true)
        {
            var question = await _client.ReceiveAsync(CancellationToken.None);
            await _client.SendAsync(answer(question.Buffer), question.RemoteEndPoint, CancellationToken.None);
        }
    }
}
