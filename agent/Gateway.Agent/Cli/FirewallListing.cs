using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Gateway.Agent.Cli;

/// <summary>What <c>nft list table</c> prints -&gt; its rules. Every rule of ours counts and says where it comes from.</summary>
internal static partial class FirewallListing
{
    public static ImmutableArray<FirewallRule> Read(string listing)
    {
        var rules = ImmutableArray.CreateBuilder<FirewallRule>();
        var chain = "";
        foreach (var line in listing.Split('\n'))
        {
            if (ChainLine().Match(line) is { Success: true } opened)
            {
                chain = opened.Groups["name"].Value;
            }
            else if (RuleLine().Match(line) is { Success: true } rule)
            {
                rules.Add(new FirewallRule(
                    chain,
                    rule.Groups["match"].Value.Trim(),
                    rule.Groups["action"].Value,
                    long.Parse(rule.Groups["packets"].Value, CultureInfo.InvariantCulture),
                    long.Parse(rule.Groups["bytes"].Value, CultureInfo.InvariantCulture),
                    rule.Groups["origin"].Value));
            }
        }

        return rules.ToImmutable();
    }

    [GeneratedRegex(@"^\tchain (?<name>\S+) \{")]
    private static partial Regex ChainLine();

    [GeneratedRegex(@"^\t\t(?<match>.*?)counter packets (?<packets>[0-9]{1,18}) bytes (?<bytes>[0-9]{1,18}) (?<action>.*) comment ""(?<origin>[^""]*)""$")]
    private static partial Regex RuleLine();
}

/// <param name="Match">What it asks of a packet, in nft's words; empty: nothing.</param>
/// <param name="Action">What it does with one that fits.</param>
/// <param name="Origin">The key of gateway.toml, or <c>gateway</c>.</param>
internal sealed record FirewallRule(string Chain, string Match, string Action, long Packets, long Bytes, string Origin);
