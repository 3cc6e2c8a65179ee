namespace Gateway.Planning.Toml;

/// <summary>What was read from a TOML text. With errors, the tree holds what could be understood beside them.</summary>
public sealed record TomlDocument(TomlTable Root, IReadOnlyList<TomlError> Errors);
