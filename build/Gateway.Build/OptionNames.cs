using System.Collections.Immutable;

namespace Gateway.Build;

/// <summary>The names that <c>./build.sh</c> takes. A mistyped one is refused: a build without what was asked for looks like one with it.</summary>
public static class OptionNames
{
    private static readonly ImmutableArray<string> Own = ["target", "config", "overlay", "locked", "image", "once", "cold", "filter"];

    /// <summary>Cake's.</summary>
    private static readonly ImmutableArray<string> Runner = ["description", "tree", "dryrun", "noop", "whatif", "exclusive", "verbosity", "v", "showdescription", "showtree", "info", "version", "help"];

    /// <param name="name">An option that is given or not, such as <c>--locked</c>.</param>
    /// <param name="values">What stands behind it, each time that it is given; nothing where nothing does.</param>
    public static bool IsOn(string name, IEnumerable<string?> values) => values.LastOrDefault("false") switch
    {
        null or "" => true,
        var value when bool.TryParse(value, out var isOn) => isOn,
        var value => throw new BuildException($"--{name}={value}: it is given as --{name}, or as --{name}=false for without it."),
    };

    public static void RequireKnown(IEnumerable<string> given)
    {
        var unknown = given.Where(static name => !Own.Concat(Runner).Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (unknown.Count > 0)
        {
            throw new BuildException($"--{unknown[0]} is no option of this build. There are {string.Join(", ", Own.Select(static name => $"--{name}"))}; README.md says what they do.");
        }
    }
}
