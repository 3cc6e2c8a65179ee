namespace Gateway.Planning.Configuration;

/// <summary>Who outside may come by a forward: a network of either family.</summary>
internal static class ForwardSourceText
{
    public static Parsed<string> Parse(string text) => RuleAddressText.IsIpv6(text) ? Ipv6NetworkText.Parse(text) : Ipv4NetworkText.Parse(text);
}
