namespace Gateway.Planning.Configuration;

/// <summary>The name of a zone in a rule.</summary>
internal static class ZoneText
{
    /// <summary>What an operator may call the box itself, which is no zone.</summary>
    private static readonly string[] TheBox = ["gateway", "host"];

    public static Parsed<string> Parse(string text) => TheBox.Contains(text)
        ? Parsed.Bad<string>(
            $"{text} is the box itself, and a rule is on what the box passes on from one zone to another",
            "to the outside the box never listens; to the zones inside it answers with the services whose tables are switched on")
        : text == SegmentNameText.Outside ? Parsed.Good(text) : SegmentNameText.ParseReach(text);
}
