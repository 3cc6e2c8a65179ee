namespace Gateway.Planning.Configuration;

/// <summary>Aliases of aliases.</summary>
internal static class DnsAliases
{
    /// <summary>The name at the end of the chain that begins with an alias; null: it has no end.</summary>
    /// <param name="name">An alias or any other name.</param>
    /// <param name="targets">What each alias stands for.</param>
    public static string? End(string name, IReadOnlyDictionary<string, string> targets)
    {
        for (var step = 0; step <= targets.Count; step++)
        {
            if (!targets.TryGetValue(name, out var next))
            {
                return name;
            }

            name = next;
        }

        return null;
    }
}
