using System.Net.Sockets;
using System.Text;

namespace Gateway.Agent.Systemd;

/// <summary>Tells systemd about the agent (sd_notify). Says nothing when not started by systemd.</summary>
public sealed class ServiceNotifier(string? socketPath)
{
    public ServiceNotifier()
        : this(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"))
    {
    }

    public void Ready() => Send("READY=1");
    public void Stopping() => Send("STOPPING=1");
    public void Watchdog() => Send("WATCHDOG=1");

    /// <summary>One line that <c>systemctl status</c> shows.</summary>
    public void Status(string text) => Send($"STATUS={text.ReplaceLineEndings(" ")}");

    private void Send(string message)
    {
        if (string.IsNullOrEmpty(socketPath))
            return;
        // "@" stands for the NUL byte that begins an abstract address.
        var address = socketPath[0] == '@' ? $"\0{socketPath[1..]}" : socketPath;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            socket.SendTo(Encoding.UTF8.GetBytes(message), new UnixDomainSocketEndPoint(address));
        }
        catch (SocketException)
        {
            // What systemd does not hear it acts on by itself, and an agent that ended for it would serve nobody better.
        }
    }
}
