using System.Net.Sockets;
using Gateway.Agent.Links;
using Gateway.Planning.Cards;
using Gateway.Planning.Dhcp;

namespace Gateway.Agent.Tests.Cards;

/// <summary>The filters, run by the kernel itself: it filters every kind of socket alike, and a unix socket needs no rights.</summary>
public sealed class SocketFilterTests : IDisposable
{
    private const uint Transaction = 0x12345678;
    private static readonly byte[] Client = [2, 0, 0, 0, 0, 1];
    private static readonly byte[] Nonce = new byte[DomainProbeFrame.NonceLength];
    private static readonly byte[] Identity = DomainProbeFrame.IdentityOf("0123456789abcdef0123456789abcdef");

    private readonly Socket _receiver = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly Socket _sender = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly Testing.TemporaryDirectory _directory = new();

    public SocketFilterTests()
    {
        _receiver.Bind(new UnixDomainSocketEndPoint(_directory.At("frames")));
        _sender.Connect(new UnixDomainSocketEndPoint(_directory.At("frames")));
    }

    public void Dispose()
    {
        _receiver.Dispose();
        _sender.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_probe_of_this_device_passes_and_no_other()
    {
        var mine = DomainProbeFrame.Encode(Client, Identity, Nonce);
        byte[] short1 = mine[..30];
        byte[] other = DomainProbeFrame.Encode(Client, DomainProbeFrame.IdentityOf("f"), Nonce);
        byte[] strange = [.. mine];
        strange[14] = (byte)'X';

        AssertPass(DomainProbeFrame.Filter(Identity), mine, short1, other, strange, DhcpDiscovery.Discover(Client, Transaction));
    }

    [Fact]
    public void A_router_advertisement_passes_and_no_other_IPv6_packet()
    {
        var advertisement = new byte[70];
        (advertisement[12], advertisement[13], advertisement[20], advertisement[54]) = (0x86, 0xdd, 58, 134);
        byte[] neighbour = [.. advertisement];
        neighbour[54] = 135;
        byte[] tcp = [.. advertisement];
        tcp[20] = 6;

        AssertPass(RouterAdvertisement.Filter, advertisement, neighbour, tcp, advertisement[..54]);
    }

    [Fact]
    public void An_answer_of_this_transaction_passes_and_no_other()
    {
        var answer = Answer(DhcpDiscovery.Discover(Client, Transaction));
        byte[] fragment = [.. answer];
        fragment[20] = 0x20;
        byte[] withOptions = [.. answer[..34], 1, 1, 1, 1, .. answer[34..]];
        withOptions[14] = 0x46;

        AssertPass(DhcpDiscovery.Filter(Transaction), answer, Answer(DhcpDiscovery.Discover(Client, 1)), fragment, DhcpDiscovery.Discover(Client, Transaction));
        AssertPass(DhcpDiscovery.Filter(Transaction), withOptions, answer[..40]);
    }

    [Fact]
    public void What_DHCP_servers_and_clients_send_passes_and_nothing_else()
    {
        byte[] fragment = [.. DhcpDiscovery.Discover(Client, Transaction)];
        fragment[20] = 0x20;
        byte[] names = [.. DhcpDiscovery.Discover(Client, Transaction)];
        names[37] = 53;

        AssertPass(DhcpSight.Filter, Answer(DhcpDiscovery.Discover(Client, Transaction)), fragment, names);
        AssertPass(DhcpSight.Filter, DhcpDiscovery.Discover(Client, Transaction), fragment, names);
    }

    [Fact]
    public void An_answer_of_the_address_that_is_asked_for_passes_and_no_other()
    {
        var question = AddressQuestion.Encode(Client, "192.168.4.1", "192.168.0.1");
        byte[] answer = [.. question];
        answer[21] = 2;
        question.AsSpan(38, 4).CopyTo(answer.AsSpan(28));
        byte[] other = [.. answer];
        other[31] = 2;

        AssertPass(AddressQuestion.Filter("192.168.0.1"), answer, question, other);
        Assert.Equal("02:00:00:00:00:01", AddressQuestion.MacIn(answer));
    }

    private static byte[] Answer(byte[] discover)
    {
        (discover[35], discover[37]) = (67, 68);
        return discover;
    }

    private void AssertPass(PacketFilter filter, byte[] passes, params byte[][] dropped)
    {
        SocketFilter.Attach(_receiver.SafeHandle, filter);
        foreach (var frame in dropped)
            Send(frame);
        Assert.Equal(0, _receiver.Available);

        Send(passes);

        var buffer = new byte[2048];
        Assert.Equal(passes, buffer[.._receiver.Receive(buffer)]);
    }

    /// <summary>The kernel tells the sender of a unix socket that its filter dropped the message.</summary>
    private void Send(byte[] frame)
    {
        try
        {
            _sender.Send(frame);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            Assert.Equal(0, _receiver.Available);
        }
    }
}
