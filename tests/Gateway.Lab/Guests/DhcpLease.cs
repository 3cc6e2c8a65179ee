namespace Gateway.Lab.Guests;

/// <summary>What a DHCP server answered, option by option, under udhcpc's names (<c>router</c>, <c>dns</c>, <c>domain</c>, <c>ntpsrv</c>, <c>lease</c>, <c>serverid</c>, …).</summary>
public sealed record DhcpLease(IReadOnlyDictionary<string, string> Options)
{
    public string Address => this["ip"];

    public string this[string option] => Options.TryGetValue(option, out var value)
        ? value
        : throw new KeyNotFoundException($"the lease has no option {option}; it has {string.Join(", ", Options.Select(static pair => $"{pair.Key}={pair.Value}"))}");
}
