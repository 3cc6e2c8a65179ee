using System.Buffers.Binary;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Gateway.Agent.Events;

/// <summary>Follows links, addresses and routes over a netlink socket. What changed is read elsewhere: a message only says that something did.</summary>
public sealed partial class LinkEvents(LinkWakeup wakeup) : IEventSource
{
    private const int FamilyNetlink = 16;
    private const int RawCloseOnExec = 3 | 0x80000; // SOCK_RAW | SOCK_CLOEXEC
    private const int Route = 0;
    private const uint Groups = 0x1 | 0x10 | 0x40 | 0x100 | 0x400; // RTMGRP_LINK, RTMGRP_IPV4_IFADDR, _IPV4_ROUTE, _IPV6_IFADDR, _IPV6_ROUTE
    private const int NoBufferSpace = 105;

    public string Name => "links";

    public async Task RunAsync(Trigger trigger, CancellationToken cancellation)
    {
        using var socket = Open();
        var buffer = new byte[32768];
        while (true)
        {
            // The first time for what happened before the socket was bound.
            trigger.Signal(Name);
            wakeup.Signal(Name);
            await ReceiveAsync(socket, buffer, cancellation);
        }
    }

    private static async Task ReceiveAsync(Socket socket, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            await socket.ReceiveAsync(buffer, cancellation);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.NoBufferSpaceAvailable || e.ErrorCode == NoBufferSpace)
        {
            // Messages were lost, so something changed.
        }
    }

    private static Socket Open()
    {
        var descriptor = socket(FamilyNetlink, RawCloseOnExec, Route);
        if (descriptor < 0)
            throw Failure("opening");
        var owned = new SafeSocketHandle(descriptor, ownsHandle: true);
        Span<byte> address = stackalloc byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(address, FamilyNetlink);
        BinaryPrimitives.WriteUInt32LittleEndian(address[8..], Groups);
        if (bind(descriptor, ref MemoryMarshal.GetReference(address), address.Length) != 0)
        {
            var failure = Failure("binding");
            owned.Dispose();
            throw failure;
        }
        return new Socket(owned);
    }

    private static IOException Failure(string action) =>
        new($"{action} the netlink socket failed: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", SetLastError = true)]
    private static partial int socket(int family, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int bind(int descriptor, ref byte address, int length);
}
