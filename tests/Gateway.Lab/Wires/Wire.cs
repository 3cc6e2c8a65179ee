using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Gateway.Lab.Wires;

/// <summary>An Ethernet segment between machines: a hub owned by the test, which sees, keeps and may spoil every frame.</summary>
public sealed class Wire(string name, string folder) : IAsyncDisposable
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly FrameCapture capture = new(name);
    private readonly ConcurrentDictionary<string, WirePort> ports = new();
    private readonly Lock making = new();
    private Impairment impairment = Impairment.None;

    public string Name => name;

    /// <summary>Since the wire was made; frames carry it.</summary>
    public TimeSpan Now => clock.Elapsed;

    /// <summary>The networks whose addresses are at home on this wire; see <see cref="IsForwarded"/>.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; init; } = [];

    /// <summary>What the cable does to frames from now on, in both directions; <see cref="WirePort.Impairment"/> is for one.</summary>
    public Impairment Impairment
    {
        get => impairment;
        set
        {
            lock (making)
            {
                impairment = value;
                foreach (var port in ports.Values)
                {
                    port.Impairment = value;
                }
            }
        }
    }

    /// <summary>Every frame that machines sent, oldest first. The newest 200,000 or 128 MiB are kept; when older ones were dropped this fails.</summary>
    public IReadOnlyList<CapturedFrame> Frames => Captured();

    /// <summary>What is kept, whole or not: for capture files.</summary>
    public IReadOnlyList<CapturedFrame> Kept => capture.Kept;

    /// <summary>The port of this name, made when it is asked for first.</summary>
    public WirePort Port(string port)
    {
        lock (making)
        {
            return ports.GetOrAdd(port, key => new WirePort(this, key, Path.Combine(folder, $"{name}-{key}.sock")) { Impairment = impairment });
        }
    }

    /// <summary>What machines sent since a time, oldest first; fails when some of it is no longer kept.</summary>
    public IReadOnlyList<CapturedFrame> Captured(TimeSpan since = default) => capture.Since(since);

    /// <summary>The first frame since a time that fits, of those captured or still to come.</summary>
    public Task<CapturedFrame> WaitForAsync(Func<CapturedFrame, bool> fits, TimeSpan since, TimeSpan deadline, CancellationToken cancellation) =>
        capture.WaitForAsync(fits, since, deadline, cancellation);

    /// <summary>Counts the frames that fit from now on, without any limit to how many pass.</summary>
    /// <param name="what">For messages: what they are, such as <c>answers to the scan</c>.</param>
    /// <param name="fits">Called for every frame; quick, and without side effects.</param>
    public WireWatch Watch(string what, Func<CapturedFrame, bool> fits) => new(name, what, Now, fits, capture.Listen);

    /// <summary>
    /// True for what a router passed on to this wire: an IP packet whose source address is at home elsewhere. What a router sends of its own,
    /// and what it passes on under its own address (NAT), has a source of this wire.
    /// </summary>
    public bool IsForwarded(CapturedFrame frame) =>
        frame.Packet?.Source is { } source && !Networks.Any(network => network.Contains(source));

    /// <summary>Puts a frame on the wire as if a machine on that port had sent it.</summary>
    public void Inject(string port, byte[] frame) => Deliver(Port(port), frame);

    /// <summary>Puts a frame on the cable of one machine alone, as a switch does, without any fault.</summary>
    /// <param name="from">The sender's name in the capture.</param>
    /// <param name="to">The port that gets it.</param>
    public void Inject(string from, string to, byte[] frame)
    {
        capture.Add(() => clock.Elapsed, from, frame);
        Port(to).Send(frame);
    }

    internal IDisposable Listen(Action<CapturedFrame> listener) => capture.Listen(listener);

    internal void Deliver(WirePort from, byte[] frame)
    {
        capture.Add(() => clock.Elapsed, from.Name, frame);
        from.Pass(frame);
    }

    internal void Arrive(WirePort from, byte[] frame)
    {
        foreach (var (_, port) in ports)
        {
            if (port != from)
            {
                port.Send(frame);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var port in ports.Values)
        {
            await port.DisposeAsync().ConfigureAwait(false);
        }
    }
}
