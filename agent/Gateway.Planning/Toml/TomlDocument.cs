namespace Gateway.Planning.Toml;

/// <summary>What was read from a TOML text. With errors, the tree holds what could be understood beside them.</summary>
/// <param name="KeysAreMissing">True: of some lines with errors not even the key is known, so that a key missing in the tree may stand there.</param>
public sealed record TomlDocument(TomlTable Root, IReadOnlyList<TomlError> Errors, bool KeysAreMissing);
