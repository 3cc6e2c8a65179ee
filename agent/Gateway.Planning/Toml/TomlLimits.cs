namespace Gateway.Planning.Toml;

/// <summary>Bounds that keep any input harmless; no file written by a person comes near them.</summary>
internal static class TomlLimits
{
    /// <summary>How deep lists and tables may stand in each other, by brackets, headers and dotted keys together.</summary>
    public const int Depth = 64;
}
