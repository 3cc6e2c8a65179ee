using System.Collections.Immutable;

namespace Gateway.Build;

/// <summary>The names that <c>./build.sh</c> takes. A mistyped one is refused: a build without what was asked for looks like one with it.</summary>
public static class OptionNames
{
    private static readonly ImmutableArray<string> Own = ["target", "config", "overlay", "locked", "image", "once", "cold", "filter"];

    /// <summary>Cake's.</summary>
    private static readonly ImmutableArray<string> Runner = ["description", "tree", "dryrun", "noop", "whatif", "exclusive", "verbosity", "v", "showdescription", "showtree", "info", "version", "help"];

    public static void RequireKnown(IEnumerable<string> given)
    {
        var unknown = given.Where(static name => !Own.Concat(Runner).Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (unknown.Count > 0)
        {
            throw new BuildException($"--{unknown[0]} is no option of this build. There are {string.Join(", ", Own.Select(static name => $"--{name}"))}; README.md says what they do.");
        }
    }
}
