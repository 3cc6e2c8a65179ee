using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary><c>first-last</c> -&gt; <see cref="AddressRange"/>.</summary>
internal static class AddressRangeText
{
    /// <summary>The same in the one form that is kept.</summary>
    public static Parsed<string> ParseText(string text) =>
        Parse(text) is { IsGood: false } bad ? Parsed.Bad<string>(bad.Error!, bad.Hint) : Parsed.Good(Format(Parse(text).Value!));

    /// <summary>A range in that form.</summary>
    public static AddressRange From(string text) => new(text.Split('-')[0], text.Split('-')[1]);

    public static string Format(AddressRange range) => $"{range.First}-{range.Last}";

    public static Parsed<AddressRange> Parse(string text)
    {
        var ends = text.Split('-');
        if (ends.Length != 2)
        {
            return Parsed.Bad<AddressRange>(
                $"{Quoted.Text(text)} is not a range of addresses",
                "write the first and the last address with a hyphen between them: \"192.168.4.50-192.168.4.199\"");
        }

        var first = Ipv4Text.ParseHost(ends[0].Trim());
        var last = Ipv4Text.ParseHost(ends[1].Trim());
        if (!first.IsGood || !last.IsGood)
        {
            var bad = first.IsGood ? last : first;
            return Parsed.Bad<AddressRange>(bad.Error!, bad.Hint);
        }

        return first.Value > last.Value
            ? Parsed.Bad<AddressRange>(
                $"the first address {Ipv4Text.Format(first.Value)} comes after the last, {Ipv4Text.Format(last.Value)}",
                $"write \"{Ipv4Text.Format(last.Value)}-{Ipv4Text.Format(first.Value)}\"")
            : Parsed.Good(new AddressRange(Ipv4Text.Format(first.Value), Ipv4Text.Format(last.Value)));
    }
}
