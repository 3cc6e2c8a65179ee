using Gateway.Lab.Frames;

namespace Gateway.Lab.Wires;

/// <summary>A frame as a machine put it on a wire, before any fault acted on it.</summary>
/// <param name="Time">Since the wire was made.</param>
/// <param name="Port">The port that the machine is plugged into.</param>
public sealed record CapturedFrame(TimeSpan Time, string Port, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The decoded frame; null when it is shorter than an Ethernet header.</summary>
    public Packet? Packet { get; } = PacketDecoder.Decode(Bytes);

    public override string ToString() => $"{Time.TotalSeconds:0.000} s, from {Port}: {Packet?.ToString() ?? $"{Bytes.Length} bytes"}";
}
