using System.Net;

namespace Gateway.Lab.Frames;

internal static class Icmpv6Decoder
{
    private const int PrefixInformation = 3;
    private const int MtuOption = 5;
    private const int RecursiveServers = 25;

    public static Icmpv6Message Decode(ReadOnlySpan<byte> bytes)
    {
        var message = new Icmpv6Message(bytes[0], bytes[1]);
        return message.Type switch
        {
            Icmpv6Message.RouterAdvertisement when bytes.Length >= 16 => message with { Router = Router(bytes) },
            Icmpv6Message.NeighbourSolicitation or Icmpv6Message.NeighbourAdvertisement when bytes.Length >= 24 =>
                message with { Target = Bytes.Address(bytes[8..24]) },
            _ => message,
        };
    }

    private static RouterAdvertisementContent Router(ReadOnlySpan<byte> bytes)
    {
        var (prefixes, resolvers, mtu) = (new List<AdvertisedPrefix>(), new List<IPAddress>(), (int?)null);
        for (var options = bytes[16..]; options.Length >= 8 && options[1] > 0 && options[1] * 8 <= options.Length; options = options[(options[1] * 8)..])
        {
            var option = options[..(options[1] * 8)];
            switch (option[0])
            {
                case PrefixInformation when option.Length == 32:
                    prefixes.Add(new AdvertisedPrefix(
                        $"{Bytes.Address(option[16..32])}/{option[2]}",
                        (option[3] & 0x80) != 0,
                        (option[3] & 0x40) != 0,
                        Bytes.Seconds(option[4..]),
                        Bytes.Seconds(option[8..])));
                    break;
                case MtuOption:
                    mtu = (int)Bytes.Number32(option[4..]);
                    break;
                case RecursiveServers:
                    for (var at = 8; at + 16 <= option.Length; at += 16)
                    {
                        resolvers.Add(Bytes.Address(option.Slice(at, 16)));
                    }

                    break;
            }
        }

        return new RouterAdvertisementContent(TimeSpan.FromSeconds(Bytes.Number16(bytes[6..])), (bytes[5] & 0x80) != 0, (bytes[5] & 0x40) != 0)
        {
            Prefixes = prefixes,
            Resolvers = resolvers,
            Mtu = mtu,
        };
    }
}
