using System.Buffers.Binary;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Gateway.Lab.Wires;

/// <summary>A socket of a wire that one QEMU network card at a time is plugged into; a machine may leave and another come.</summary>
public sealed class WirePort : IAsyncDisposable
{
    private const int LargestFrame = 65536 + 64;
    private readonly Wire wire;
    private readonly Socket listener;
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<Outgoing> outgoing = Channel.CreateBounded<Outgoing>(
        new BoundedChannelOptions(4096) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly Lock gate = new();
    private readonly DelayLine line;
    private readonly Task serving;
    private CableDirection direction = new(Impairment.None);
    private volatile Socket? peer;

    internal WirePort(Wire wire, string name, string path)
    {
        (this.wire, Name, Path) = (wire, name, path);
        line = new DelayLine(() => wire.Now, frame => wire.Arrive(this, frame));
        listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        serving = Task.WhenAll(AcceptAsync(), WriteAsync());
    }

    public string Name { get; }

    /// <summary>The unix socket for <c>-netdev stream,server=off</c>.</summary>
    public string Path { get; }

    /// <summary>True: nothing passes in either direction. The card's own link light is the machine's matter (QMP set_link).</summary>
    public bool Pulled { get; set; }

    /// <summary>What the cable does, from now on, to frames that come from the machine on this port.</summary>
    public Impairment Impairment
    {
        get
        {
            lock (gate)
            {
                return direction.Impairment;
            }
        }

        set
        {
            lock (gate)
            {
                direction = new CableDirection(value);
            }
        }
    }

    internal void Send(byte[] frame)
    {
        if (!Pulled && peer is { } connection)
        {
            outgoing.Writer.TryWrite(new Outgoing(connection, frame));
        }
    }

    /// <summary>Takes a frame of this port's machine to the others, as the cable allows.</summary>
    internal void Pass(byte[] frame)
    {
        lock (gate)
        {
            if (direction.Impairment == Impairment.None && line.IsEmpty)
            {
                wire.Arrive(this, frame);
                return;
            }

            foreach (var arrival in direction.Arrivals(wire.Now, frame.Length))
            {
                line.Add(arrival, frame);
            }
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                using var connection = await listener.AcceptAsync(stop.Token).ConfigureAwait(false);
                peer = connection;
                await ReadAsync(connection).ConfigureAwait(false);
                peer = null;
            }
        }
        catch (OperationCanceledException)
        {
            peer = null;
        }
    }

    private async Task ReadAsync(Socket connection)
    {
        var stream = new BufferedStream(new NetworkStream(connection), LargestFrame);
        await using (stream.ConfigureAwait(false))
        {
            var header = new byte[4];
            try
            {
                while (true)
                {
                    await stream.ReadExactlyAsync(header, stop.Token).ConfigureAwait(false);
                    var length = BinaryPrimitives.ReadInt32BigEndian(header);
                    if (length is < 0 or > LargestFrame)
                    {
                        throw new InvalidDataException($"reading a frame on port {Name} of wire {wire.Name}: its length is {length}; the other end is not a QEMU stream socket");
                    }

                    var frame = new byte[length];
                    await stream.ReadExactlyAsync(frame, stop.Token).ConfigureAwait(false);
                    if (!Pulled)
                    {
                        wire.Deliver(this, frame);
                    }
                }
            }
            catch (Exception error) when (error is EndOfStreamException or IOException or SocketException)
            {
                // The machine ended; the port waits for the next one.
            }
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var frame in outgoing.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false))
            {
                // What was meant for a machine that left is not for the next one.
                if (peer == frame.Peer)
                {
                    await WriteFrameAsync(frame.Peer, frame.Bytes).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            outgoing.Writer.TryComplete();
        }
    }

    private async Task WriteFrameAsync(Socket connection, byte[] frame)
    {
        var data = new byte[frame.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(data, frame.Length);
        frame.CopyTo(data, 4);
        try
        {
            for (var sent = 0; sent < data.Length;)
            {
                sent += await connection.SendAsync(data.AsMemory(sent), stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The machine ended between two frames; the reader notices too and waits for the next one.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        listener.Dispose();
        await line.DisposeAsync().ConfigureAwait(false);
        await serving.ConfigureAwait(false);
        stop.Dispose();
    }

    private readonly record struct Outgoing(Socket Peer, byte[] Bytes);
}
