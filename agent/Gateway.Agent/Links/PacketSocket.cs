using System.Buffers.Binary;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Gateway.Planning.Cards;

namespace Gateway.Agent.Links;

/// <summary>Whole Ethernet frames of one link, past the kernel's own stack: what others sent, and what is written.</summary>
public sealed partial class PacketSocket : IDisposable
{
    private const int FamilyPacket = 17;
    private const int RawCloseOnExec = 3 | 0x80000; // SOCK_RAW | SOCK_CLOEXEC
    private const int PacketLevel = 263;
    private const int AddMembership = 1;
    private const int IgnoreOutgoing = 23;
    private const int MulticastMembership = 0;
    private const int PromiscuousMembership = 1;
    private const int LinkAddressLength = 20;
    private const int AddressOffset = 12;

    private readonly Socket _socket;
    private readonly string _link;
    private readonly int _index;

    private PacketSocket(Socket socket, string link, int index, byte[] address) =>
        (_socket, _link, _index, Address) = (socket, link, index, address);

    /// <summary>The link's own hardware address when the socket was opened.</summary>
    public byte[] Address { get; }

    /// <summary>Opens in the network namespace of the calling thread.</summary>
    /// <param name="type">The EtherType that is heard; <see cref="EthernetFrame.All"/> sees frames also that a bridge or a macvlan takes off the link.</param>
    /// <exception cref="IOException">There is no such link, or it may not be listened to.</exception>
    public static PacketSocket Open(string link, int type, PacketFilter filter)
    {
        // Protocol 0: nothing is heard before the filter stands.
        var descriptor = socket(FamilyPacket, RawCloseOnExec, 0);
        if (descriptor < 0)
            throw Failure("opening a packet socket on", link);
        var handle = new SafeSocketHandle(descriptor, ownsHandle: true);
        try
        {
            var index = if_nametoindex(link);
            if (index == 0)
                throw Failure("looking for", link);
            SocketFilter.Attach(handle, filter);
            Set(handle, IgnoreOutgoing, [1, 0, 0, 0], link);
            return new PacketSocket(new Socket(handle), link, (int)index, Bind(handle, (int)index, type, link));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Has the card hear a group that nobody on this machine has joined. Says nothing on the wire.</summary>
    public void Join(ReadOnlySpan<byte> group) => Add(MulticastMembership, group);

    /// <summary>Has the card hear what is sent to addresses that it does not have.</summary>
    public void HearEverything() => Add(PromiscuousMembership, []);

    /// <exception cref="SocketException">The link is down or gone.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation) =>
        await _socket.SendAsync(frame, SocketFlags.None, cancellation);

    /// <summary>The next frame; what is longer than the buffer is cut.</summary>
    /// <exception cref="SocketException">The link went down or left.</exception>
    public async Task<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation) =>
        await _socket.ReceiveAsync(buffer, SocketFlags.None, cancellation);

    public void Dispose() => _socket.Dispose();

    private void Add(short kind, ReadOnlySpan<byte> address)
    {
        Span<byte> request = stackalloc byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(request, _index);
        BinaryPrimitives.WriteInt16LittleEndian(request[4..], kind);
        BinaryPrimitives.WriteInt16LittleEndian(request[6..], (short)address.Length);
        address.CopyTo(request[8..]);
        Set(_socket.SafeHandle, AddMembership, request, _link);
    }

    private static byte[] Bind(SafeSocketHandle handle, int index, int type, string link)
    {
        Span<byte> address = stackalloc byte[LinkAddressLength];
        BinaryPrimitives.WriteInt16LittleEndian(address, FamilyPacket);
        BinaryPrimitives.WriteUInt16BigEndian(address[2..], (ushort)type);
        BinaryPrimitives.WriteInt32LittleEndian(address[4..], index);
        if (bind(handle, ref MemoryMarshal.GetReference(address), address.Length) != 0)
            throw Failure("listening on", link);
        var length = LinkAddressLength;
        if (getsockname(handle, ref MemoryMarshal.GetReference(address), ref length) != 0)
            throw Failure("reading the address of", link);
        return address.Slice(AddressOffset, EthernetFrame.AddressLength).ToArray();
    }

    private static void Set(SafeSocketHandle handle, int option, ReadOnlySpan<byte> value, string link)
    {
        if (setsockopt(handle, PacketLevel, option, ref MemoryMarshal.GetReference(value), value.Length) != 0)
            throw Failure("preparing to listen on", link);
    }

    private static IOException Failure(string action, string link) =>
        new($"{action} {link} failed: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", SetLastError = true)]
    private static partial int socket(int family, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int bind(SafeSocketHandle descriptor, ref byte address, int length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int getsockname(SafeSocketHandle descriptor, ref byte address, ref int length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setsockopt(SafeSocketHandle descriptor, int level, int option, ref readonly byte value, int length);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial uint if_nametoindex(string name);
}
