namespace Gateway.Planning.Configuration;

/// <summary>How the operator names a card: <c>mac:52:54:00:12:34:56</c>, <c>path:pci-0000:01:00.0</c> or <c>name:enp1s0</c>.</summary>
public sealed record NicSelector(NicSelectorKind Kind, string Value)
{
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}:{Value}";
}

public enum NicSelectorKind
{
    /// <summary>Permanent MAC, or the current one where no card has it as its permanent one; lower case with colons.</summary>
    Mac,

    /// <summary>udev's ID_PATH.</summary>
    Path,

    /// <summary>The name the kernel and udev gave the card before the agent renamed it (ID_NET_NAME_*, or the current one).</summary>
    Name,
}
