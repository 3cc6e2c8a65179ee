namespace Gateway.Planning.Toml;

/// <summary>A place in a TOML text.</summary>
/// <param name="Line">From 1; 0 when the whole file is meant.</param>
/// <param name="Column">From 1, in characters (Unicode code points).</param>
/// <param name="Length">In characters, line ends included; at least 1.</param>
public readonly record struct TomlSpan(int Line, int Column, int Length)
{
    public static TomlSpan WholeFile { get; } = new(0, 0, 1);
}
