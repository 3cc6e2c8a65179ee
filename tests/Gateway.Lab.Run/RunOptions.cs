namespace Gateway.Lab.Run;

/// <summary>What the person who tries the image asked for.</summary>
public sealed record RunOptions
{
    /// <summary>The operator's gateway.toml, or null for the laboratory's.</summary>
    public string? Config { get; init; }

    /// <summary>True: no prompt; it ends when the LAN client has fetched a page, or has not.</summary>
    public bool Once { get; init; }

    /// <summary>The folder for the reports of a check that nobody watches, or null: a person tries the image.</summary>
    public string? Check { get; init; }

    /// <summary>The image as the person named it, or null: this tree's. Another one alone can say whether it takes the file.</summary>
    public string? OtherImage { get; init; }

    /// <exception cref="FormatException">An argument is not known.</exception>
    public static RunOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = arguments.Aggregate(new RunOptions(), static (options, argument) => argument.Split('=', 2) switch
        {
            ["--once"] => options with { Once = true },
            ["--other-image", { Length: > 0 } image] => options with { OtherImage = image },
            ["--config", { Length: > 0 } file] => options with { Config = file },
            ["--check", { Length: > 0 } folder] => options with { Check = folder },
            _ => throw new FormatException($"reading the arguments: '{argument}' is not known; --config=FILE, --once, --check=FOLDER and --other-image=FILE are"),
        });
        return options is { Check: not null, Config: null }
            ? throw new FormatException("reading the arguments: --check=FOLDER checks a file; name it with --config=FILE")
            : options;
    }
}
