using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gateway.Agent.Links;
using Gateway.Planning.Cards;

namespace Gateway.Daemon.Tests;

/// <summary>A computer that asks for an address (RFC 2131) and says of itself what a test wants.</summary>
internal sealed class DhcpClient(PacketSocket wire, byte number)
{
    private const byte Discover = 1;
    private const byte Offer = 2;
    private const byte Request = 3;
    private const byte Decline = 4;
    private const byte Acknowledge = 5;
    private const byte HostNameOption = 12;
    private const byte AddressOption = 50;
    private const byte TypeOption = 53;
    private const byte ServerOption = 54;
    private const byte SubnetOption = 118;
    private const byte End = 255;
    private const int Ip = 14;
    private const int Udp = Ip + 20;
    private const int Bootp = Udp + 8;
    private const int Options = Bootp + 240;

    private const int Attempts = 15;
    private static readonly TimeSpan Retransmission = TimeSpan.FromSeconds(2);

    private readonly byte[] mac = [2, 0, 0, 0, 1, number];

    /// <returns>The address that it got.</returns>
    public async Task<string> AskAsync(string hostName, CancellationToken cancellation)
    {
        var name = Encoding.UTF8.GetBytes(hostName);
        byte[] said = name.Length > 0 ? [HostNameOption, (byte)name.Length, .. name] : [];
        var (address, server) = await ExchangeAsync(Discover, said, Offer, cancellation);
        (address, _) = await ExchangeAsync(Request, [AddressOption, 4, .. address, ServerOption, 4, .. server, .. said], Acknowledge, cancellation);
        return new IPAddress(address).ToString();
    }

    /// <summary>Asks once, and waits for no answer.</summary>
    public Task DiscoverAsync(CancellationToken cancellation) => SendAsync([TypeOption, 1, Discover, End], cancellation);

    /// <summary>Asks for an address of a subnet that it names itself (RFC 3011), and waits for no answer.</summary>
    public Task RequestAsync(string address, string subnet, string server, CancellationToken cancellation) => SendAsync(
        [
            TypeOption, 1, Request, AddressOption, 4, .. IPAddress.Parse(address).GetAddressBytes(), ServerOption, 4, .. IPAddress.Parse(server).GetAddressBytes(),
            SubnetOption, 4, .. IPAddress.Parse(subnet).GetAddressBytes(), End,
        ],
        cancellation);

    /// <summary>Says that somebody else is at the address that it was given.</summary>
    public Task DeclineAsync(string address, string server, CancellationToken cancellation) => SendAsync(
        [TypeOption, 1, Decline, AddressOption, 4, .. IPAddress.Parse(address).GetAddressBytes(), ServerOption, 4, .. IPAddress.Parse(server).GetAddressBytes(), End], cancellation);

    private Task SendAsync(byte[] options, CancellationToken cancellation) => wire.SendAsync(Frame(RandomNumberGenerator.GetBytes(4), options), cancellation);

    private async Task<(byte[] Address, byte[] Server)> ExchangeAsync(byte type, byte[] options, byte expected, CancellationToken cancellation)
    {
        var transaction = RandomNumberGenerator.GetBytes(4);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await wire.SendAsync(Frame(transaction, [TypeOption, 1, type, .. options, End]), cancellation);
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            pause.CancelAfter(Retransmission);
            try
            {
                return await HearAsync(transaction, expected, pause.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // The server may have come a moment later than its socket.
            }
        }

        throw new TimeoutException($"asking for an address: no answer to {Attempts} questions");
    }

    private async Task<(byte[] Address, byte[] Server)> HearAsync(byte[] transaction, byte expected, CancellationToken cancellation)
    {
        var heard = new byte[2048];
        while (true)
        {
            var length = await wire.ReceiveAsync(heard, cancellation);
            if (length > Options && heard[Bootp] == 2 && heard.AsSpan(Bootp + 4, 4).SequenceEqual(transaction)
                && Option(heard.AsSpan(Options, length - Options), TypeOption) is [var answer])
            {
                Assert.Equal(expected, answer);
                return (heard[(Bootp + 16)..(Bootp + 20)], Option(heard.AsSpan(Options, length - Options), ServerOption)!);
            }
        }
    }

    private byte[] Frame(byte[] transaction, byte[] options)
    {
        var frame = new byte[Options + options.Length];
        frame.AsSpan(0, 6).Fill(0xff);
        mac.CopyTo(frame, 6);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), EthernetFrame.Ipv4);
        frame[Ip] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(Ip + 2), (ushort)(frame.Length - Ip));
        frame[Ip + 8] = 64;
        frame[Ip + 9] = 17;
        frame.AsSpan(Ip + 16, 4).Fill(0xff);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(Ip + 10), Checksum(frame.AsSpan(Ip, 20)));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(Udp), 68);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(Udp + 2), 67);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(Udp + 4), (ushort)(frame.Length - Udp));
        byte[] head = [1, 1, 6, 0, .. transaction, 0, 0, 0x80];
        head.CopyTo(frame, Bootp);
        mac.CopyTo(frame, Bootp + 28);
        byte[] cookie = [0x63, 0x82, 0x53, 0x63];
        cookie.CopyTo(frame, Bootp + 236);
        options.CopyTo(frame, Options);
        return frame;
    }

    private static ushort Checksum(ReadOnlySpan<byte> header)
    {
        uint sum = 0;
        for (var at = 0; at < header.Length; at += 2)
            sum += BinaryPrimitives.ReadUInt16BigEndian(header[at..]);
        while (sum > 0xffff)
            sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~sum;
    }

    private static byte[]? Option(ReadOnlySpan<byte> options, byte wanted)
    {
        for (var at = 0; at + 1 < options.Length && options[at] != End; at += 2 + options[at + 1])
        {
            if (options[at] == wanted)
                return options.Slice(at + 2, options[at + 1]).ToArray();
        }

        return null;
    }
}
