using System.Buffers.Binary;
using System.Net.Sockets;
using Gateway.Lab.Wires;

namespace Gateway.Lab.Tests.Wires;

public sealed class WireTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly string folder = Directory.CreateTempSubdirectory("gwwire-").FullName;

    [Fact]
    public async Task A_frame_reaches_every_other_port_and_not_its_own()
    {
        await using var wire = new Wire("test", folder);
        using var first = Plug(wire, "first");
        using var second = Plug(wire, "second");
        using var third = Plug(wire, "third");

        await IntroduceAsync(wire, first, second, third);
        await SendAsync(first, Frame(1));

        Assert.Equal(Frame(1), await ReceiveAsync(second, 1));
        Assert.Equal(Frame(1), await ReceiveAsync(third, 1));
        await SendAsync(second, Frame(2));
        Assert.Equal(Frame(2), await ReceiveAsync(first, 2));
    }

    [Fact]
    public async Task A_capture_names_the_port_that_sent()
    {
        await using var wire = new Wire("test", folder);
        using var first = Plug(wire, "first");

        await SendAsync(first, Frame(7));
        var seen = await wire.WaitForAsync(static _ => true, TimeSpan.Zero, Limit, TestContext.Current.CancellationToken);

        Assert.Equal(("first", 7), (seen.Port, seen.Bytes.Span[14]));
    }

    [Fact]
    public async Task A_pulled_cable_carries_nothing_until_it_is_plugged_in_again()
    {
        await using var wire = new Wire("test", folder);
        using var first = Plug(wire, "first");
        using var second = Plug(wire, "second");
        await IntroduceAsync(wire, first, second);

        wire.Port("second").Pulled = true;
        await SendAsync(first, Frame(1));
        await wire.WaitForAsync(static frame => frame.Bytes.Span[14] == 1, TimeSpan.Zero, Limit, TestContext.Current.CancellationToken);
        wire.Port("second").Pulled = false;
        await SendAsync(first, Frame(2));

        Assert.Equal(Frame(2), await ReceiveAsync(second, 1, 2));
    }

    [Fact]
    public async Task A_machine_can_leave_and_another_take_its_port()
    {
        await using var wire = new Wire("test", folder);
        using var first = Plug(wire, "first");
        using (var leaving = Plug(wire, "second"))
        {
            await IntroduceAsync(wire, first, leaving);
        }

        using var coming = Plug(wire, "second");
        await SendAsync(coming, Frame(3));

        Assert.Equal(Frame(3), await ReceiveAsync(first, 3));
    }

    [Fact]
    public async Task A_frame_put_on_one_cable_reaches_that_machine_alone()
    {
        await using var wire = new Wire("test", folder);
        using var first = Plug(wire, "first");
        using var second = Plug(wire, "second");
        await IntroduceAsync(wire, first, second);

        wire.Inject("stranger", "second", Frame(1));
        wire.Inject("everybody", Frame(2));

        Assert.Equal(Frame(1), await ReceiveAsync(second, 1));
        Assert.Equal(Frame(2), await ReceiveAsync(first, 1, 2));
        Assert.Equal(["stranger", "everybody"], wire.Frames.Where(static frame => frame.Bytes.Span[14] is 1 or 2).Select(static frame => frame.Port));
    }

    [Fact]
    public async Task An_impairment_acts_on_the_direction_that_it_was_given_to()
    {
        await using var wire = new Wire("test", folder);
        using var first = Plug(wire, "first");
        using var second = Plug(wire, "second");
        await IntroduceAsync(wire, first, second);

        wire.Port("first").Impairment = new Impairment { Loss = 1 };
        await SendAsync(first, Frame(1));
        await SendAsync(second, Frame(2));
        Assert.Equal(Frame(2), await ReceiveAsync(first, 2));
        wire.Port("first").Impairment = Impairment.None;
        await SendAsync(first, Frame(3));

        Assert.Equal(Frame(3), await ReceiveAsync(second, 1, 3));
    }

    [Fact]
    public async Task What_is_delayed_arrives_in_the_order_in_which_it_was_sent()
    {
        await using var wire = new Wire("test", folder);
        using var first = Plug(wire, "first");
        using var second = Plug(wire, "second");
        await IntroduceAsync(wire, first, second);

        wire.Impairment = new Impairment { Delay = TimeSpan.FromMilliseconds(30) };
        for (byte mark = 1; mark <= 50; mark++)
        {
            await SendAsync(first, Frame(mark));
        }

        for (byte mark = 1; mark <= 50; mark++)
        {
            Assert.Equal(Frame(mark), await ReceiveAsync(second, [.. Enumerable.Range(1, 50)]));
        }
    }

    [Fact]
    public async Task A_capture_file_holds_every_frame_with_its_length()
    {
        var path = Path.Combine(folder, "frames.pcap");
        await PcapFile.WriteAsync(path, [new CapturedFrame(TimeSpan.FromSeconds(1.5), "first", Frame(1))], TestContext.Current.CancellationToken);

        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(24 + 16 + 60, bytes.Length);
        Assert.Equal((1, 500_000, 60), (Number(bytes, 24), Number(bytes, 28), Number(bytes, 32)));
    }

    private static int Number(byte[] bytes, int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(offset));

    /// <summary>Each machine sends one frame, so that the wire has taken all of them in.</summary>
    private static async Task IntroduceAsync(Wire wire, params Socket[] machines)
    {
        for (var index = 0; index < machines.Length; index++)
        {
            var mark = (byte)(200 + index);
            await SendAsync(machines[index], Frame(mark));
            await wire.WaitForAsync(frame => frame.Bytes.Span[14] == mark, TimeSpan.Zero, Limit, TestContext.Current.CancellationToken);
        }
    }

    private static Socket Plug(Wire wire, string port)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(wire.Port(port).Path));
        return socket;
    }

    private static byte[] Frame(byte mark)
    {
        var frame = new byte[60];
        frame[14] = mark;
        return frame;
    }

    private static async Task SendAsync(Socket socket, byte[] frame)
    {
        var data = new byte[frame.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(data, frame.Length);
        frame.CopyTo(data, 4);
        await socket.SendAsync(data, TestContext.Current.CancellationToken);
    }

    /// <summary>The first frame whose mark is one of these.</summary>
    private static async Task<byte[]> ReceiveAsync(Socket socket, params int[] marks)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        await using var stream = new NetworkStream(socket);
        while (true)
        {
            var header = new byte[4];
            await stream.ReadExactlyAsync(header, limit.Token);
            var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(header)];
            await stream.ReadExactlyAsync(frame, limit.Token);
            if (marks.Contains(frame[14]))
            {
                return frame;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
