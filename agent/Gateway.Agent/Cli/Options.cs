using System.Collections.Immutable;
using Gateway.Planning.Configuration;

namespace Gateway.Agent.Cli;

/// <summary>The arguments of a verb, taken apart.</summary>
internal sealed class Options
{
    /// <summary>In the place of a file: standard input.</summary>
    public const string StandardInput = "-";

    private readonly HashSet<string> _flags = [];
    private readonly Dictionary<string, string> _values = [];
    private readonly List<string> _words = [];

    private Options()
    {
    }

    public bool Json => Has("--json");

    /// <param name="arguments">What follows the verb.</param>
    /// <param name="flags">The options without a value that the verb has.</param>
    /// <param name="values">The options with a value.</param>
    /// <param name="words">How many other words it takes at most.</param>
    public static Options Parse(ImmutableArray<string> arguments, string[] flags, string[]? values = null, int words = 0)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (flags.Contains(argument))
                options._flags.Add(argument);
            else if (values is not null && values.Contains(argument))
                options._values[argument] = ++i < arguments.Length ? arguments[i] : throw new UsageException($"{argument} needs a value");
            else if (argument.StartsWith('-') && argument != StandardInput)
                throw new UsageException(Unknown(argument, [.. flags, .. values ?? []]));
            else if (options._words.Count < words)
                options._words.Add(argument);
            else
                throw new UsageException($"'{argument}' is more than is expected");
        }
        return options;
    }

    public bool Has(string flag) => _flags.Contains(flag);

    public string? Word(int index) => index < _words.Count ? _words[index] : null;

    public string? Value(string name) => _values.GetValueOrDefault(name);

    /// <summary>Null when the option is not given.</summary>
    public int? Number(string name)
    {
        if (!_values.TryGetValue(name, out var text))
            return null;
        return int.TryParse(text, out var number) && number >= 0
            ? number
            : throw new UsageException($"{name} needs a number, not '{text}'");
    }

    private static string Unknown(string argument, string[] known) =>
        NearestWord.Of(argument, known) is { } near
            ? $"unknown option {argument}: did you mean {near}?"
            : $"unknown option {argument}";
}
