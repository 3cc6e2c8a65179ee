namespace Gateway.Lab.Frames;

internal static class Dhcpv6Decoder
{
    private const int ClientId = 1;
    private const int ServerId = 2;
    private const int NonTemporaryAddresses = 3;
    private const int Address = 5;
    private const int StatusCode = 13;
    private const int PrefixDelegation = 25;
    private const int Prefix = 26;

    public static Dhcpv6Message? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4)
        {
            return null;
        }

        var type = (Dhcpv6MessageType)bytes[0];
        if (type is Dhcpv6MessageType.RelayForward or Dhcpv6MessageType.RelayReply)
        {
            return new Dhcpv6Message(type, 0);
        }

        var message = new Dhcpv6Message(type, (int)(Bytes.Number32(bytes) & 0xffffff));
        for (var options = bytes[4..]; TryOption(options, out var code, out var value); options = options[(4 + value.Length)..])
        {
            message = With(message, code, value);
        }

        return message;
    }

    private static Dhcpv6Message With(Dhcpv6Message message, int code, ReadOnlySpan<byte> value) => code switch
    {
        ClientId => message with { Client = Convert.ToHexStringLower(value) },
        ServerId => message with { Server = Convert.ToHexStringLower(value) },
        StatusCode when value.Length >= 2 => message with { Status = Bytes.Number16(value) },
        NonTemporaryAddresses when value.Length >= 12 => message with { Addresses = [.. message.Addresses, .. Addresses(value[12..])] },
        PrefixDelegation when value.Length >= 12 =>
            message with { HasPrefixDelegation = true, Prefixes = [.. message.Prefixes, .. Prefixes(value[12..])] },
        _ => message,
    };

    private static List<Dhcpv6Address> Addresses(ReadOnlySpan<byte> options)
    {
        var addresses = new List<Dhcpv6Address>();
        for (; TryOption(options, out var code, out var value); options = options[(4 + value.Length)..])
        {
            if (code == Address && value.Length >= 24)
            {
                addresses.Add(new Dhcpv6Address(Bytes.Address(value[..16]), Bytes.Seconds(value[16..]), Bytes.Seconds(value[20..])));
            }
        }

        return addresses;
    }

    private static List<Dhcpv6Prefix> Prefixes(ReadOnlySpan<byte> options)
    {
        var prefixes = new List<Dhcpv6Prefix>();
        for (; TryOption(options, out var code, out var value); options = options[(4 + value.Length)..])
        {
            if (code == Prefix && value.Length >= 25)
            {
                prefixes.Add(new Dhcpv6Prefix($"{Bytes.Address(value[9..25])}/{value[8]}", Bytes.Seconds(value), Bytes.Seconds(value[4..])));
            }
        }

        return prefixes;
    }

    private static bool TryOption(ReadOnlySpan<byte> options, out int code, out ReadOnlySpan<byte> value)
    {
        code = 0;
        value = default;
        if (options.Length < 4 || options.Length < 4 + Bytes.Number16(options[2..]))
        {
            return false;
        }

        code = Bytes.Number16(options);
        value = options.Slice(4, Bytes.Number16(options[2..]));
        return true;
    }
}
