namespace Gateway.Lab.Frames;

internal static class DhcpDecoder
{
    private const int OptionsStart = 240;
    private const int TypeOption = 53;
    private const int Pad = 0;
    private const int End = 255;

    /// <summary>Null for BOOTP without a message type, and for what is cut short.</summary>
    public static DhcpMessage? Decode(ReadOnlyMemory<byte> message)
    {
        if (message.Length <= OptionsStart)
        {
            return null;
        }

        var options = Options(message[OptionsStart..]);
        if (!options.TryGetValue(TypeOption, out var type) || type.Length != 1)
        {
            return null;
        }

        var bytes = message.Span;
        return new DhcpMessage((DhcpMessageType)type.Span[0], Bytes.Mac(bytes[28..]), Bytes.Address(bytes[16..20]))
        {
            Transaction = Bytes.Number32(bytes[4..]),
            Options = options,
        };
    }

    private static Dictionary<int, ReadOnlyMemory<byte>> Options(ReadOnlyMemory<byte> data)
    {
        var options = new Dictionary<int, ReadOnlyMemory<byte>>();
        var bytes = data.Span;
        for (var offset = 0; offset < bytes.Length && bytes[offset] != End;)
        {
            if (bytes[offset] == Pad)
            {
                offset++;
                continue;
            }

            if (offset + 2 > bytes.Length || offset + 2 + bytes[offset + 1] > bytes.Length)
            {
                break;
            }

            options.TryAdd(bytes[offset], data.Slice(offset + 2, bytes[offset + 1]));
            offset += 2 + bytes[offset + 1];
        }

        return options;
    }
}
