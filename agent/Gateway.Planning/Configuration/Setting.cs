using System.Collections.Immutable;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>One key of gateway.toml: what it takes, what it means, and where its value goes.</summary>
public abstract record Setting(string Key)
{
    /// <summary>The type as documented.</summary>
    public abstract string TypeName { get; }

    /// <summary>The words that may be written, where there is a fixed list.</summary>
    public abstract ImmutableArray<string> Allowed { get; }

    /// <summary>The bounds of a whole number, both included.</summary>
    public abstract (int From, int To)? Bounds { get; }

    /// <summary>The default as it would be written in the file; null: not set, see <see cref="WhenUnset"/>.</summary>
    public string? Default { get; init; }

    /// <summary>What holds when a key without a default is not set.</summary>
    public string? WhenUnset { get; init; }

    /// <summary>True: the value is shown nowhere. Its key must be one that <see cref="Secrets.SecretMask"/> takes for a secret's.</summary>
    public virtual bool IsSecret => false;

    /// <summary>True: a table without it is wrong.</summary>
    public bool IsRequired { get; init; }

    /// <summary>A value as it may be written in the file.</summary>
    public required string Example { get; init; }

    /// <summary>The bounds of the value and its form.</summary>
    public required string Limits { get; init; }

    /// <summary>What the setting does, in one line.</summary>
    public required string Doc { get; init; }

    /// <summary>The configuration with the value, or null after the errors were added.</summary>
    internal abstract GatewayConfig? Apply(GatewayConfig config, string path, TomlValue value, ConfigurationErrors errors, SecretReader secrets);
}

internal sealed record Setting<T>(string Key, SettingType<T> Type, Func<GatewayConfig, T, GatewayConfig> With) : Setting(Key)
{
    public override string TypeName => Type.Name;

    public override ImmutableArray<string> Allowed => Type.Allowed;

    public override (int From, int To)? Bounds => Type.Bounds;

    internal override GatewayConfig? Apply(GatewayConfig config, string path, TomlValue value, ConfigurationErrors errors, SecretReader secrets) =>
        Type.Read(path, value, errors, out var result) ? With(config, result!) : null;
}
