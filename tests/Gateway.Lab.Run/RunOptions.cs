namespace Gateway.Lab.Run;

/// <summary>What the person who tries the image asked for.</summary>
public sealed record RunOptions
{
    private const string ConfigOption = "--config=";

    /// <summary>The operator's gateway.toml, or null for the laboratory's.</summary>
    public string? Config { get; init; }

    /// <summary>True: no prompt; it ends when the LAN client has fetched a page, or has not.</summary>
    public bool Once { get; init; }

    /// <exception cref="FormatException">An argument is not known.</exception>
    public static RunOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new RunOptions();
        foreach (var argument in arguments)
        {
            options = argument switch
            {
                "--once" => options with { Once = true },
                _ when argument.Length > ConfigOption.Length && argument.StartsWith(ConfigOption, StringComparison.Ordinal) =>
                    options with { Config = argument[ConfigOption.Length..] },
                _ => throw new FormatException($"reading the arguments: '{argument}' is not known; --config=FILE and --once are"),
            };
        }

        return options;
    }
}
