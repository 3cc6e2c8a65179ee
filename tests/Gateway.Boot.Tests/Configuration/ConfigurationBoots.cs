namespace Gateway.Boot.Tests.Configuration;

/// <summary>Where these collections stand in <see cref="BootOrder"/>: after what only looks at the shared gateway, and before its second boot.</summary>
internal static class ConfigurationBoots
{
    public const string Live = "03b the configuration";
    public const string PowerCut = "05b the power cut";
}
