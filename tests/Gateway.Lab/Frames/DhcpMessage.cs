using System.Net;
using System.Net.NetworkInformation;

namespace Gateway.Lab.Frames;

/// <summary>DHCP of IPv4 (RFC 2131).</summary>
/// <param name="Client">The client's hardware address.</param>
/// <param name="YourAddress">The address that the server gives; 0.0.0.0 in what clients send.</param>
public sealed record DhcpMessage(DhcpMessageType Type, PhysicalAddress Client, IPAddress YourAddress)
{
    public uint Transaction { get; init; }
    public IPAddress? RequestedAddress => Address(50);
    public IPAddress? Server => Address(54);
    public IPAddress? SubnetMask => Address(1);
    public IReadOnlyList<IPAddress> Routers => Addresses(3);
    public IReadOnlyList<IPAddress> Resolvers => Addresses(6);
    public TimeSpan? LeaseTime => Option(51) is { Length: 4 } bytes ? TimeSpan.FromSeconds(Bytes.Number32(bytes.Span)) : null;
    public string? HostName => Option(12) is { Length: > 0 } bytes ? System.Text.Encoding.ASCII.GetString(bytes.Span) : null;

    /// <summary>Every option by its number (RFC 2132).</summary>
    public IReadOnlyDictionary<int, ReadOnlyMemory<byte>> Options { get; init; } = new Dictionary<int, ReadOnlyMemory<byte>>();

    /// <summary>Empty when the option is absent.</summary>
    public ReadOnlyMemory<byte> Option(int number) => Options.TryGetValue(number, out var value) ? value : default;

    private IPAddress? Address(int number) => Addresses(number) is [var first, ..] ? first : null;

    private List<IPAddress> Addresses(int number)
    {
        var option = Option(number);
        return [.. Enumerable.Range(0, option.Length / 4).Select(index => new IPAddress(option.Span.Slice(index * 4, 4)))];
    }
}

public enum DhcpMessageType
{
    Discover = 1,
    Offer = 2,
    Request = 3,
    Decline = 4,
    Acknowledge = 5,
    Refuse = 6,
    Release = 7,
    Inform = 8,
}
