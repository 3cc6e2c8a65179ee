using System.Collections.Immutable;
using Gateway.Planning.Secrets;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>A key whose value is shown nowhere: it stands in the file, or the file refers to one that the device keeps.</summary>
internal sealed record SecretSetting(string Key, Func<string, Parsed<Secret>> Parse, Func<GatewayConfig, Secret, GatewayConfig> With) : Setting(Key)
{
    public override string TypeName => SettingTypes.TextName;

    public override ImmutableArray<string> Allowed => [];

    public override (int From, int To)? Bounds => null;

    public override bool IsSecret => true;

    internal override GatewayConfig? Apply(GatewayConfig config, string path, TomlValue value, ConfigurationErrors errors, SecretReader secrets)
    {
        var type = SettingTypes.Text(text => SecretName.IsReference(text, out var name) ? secrets.Read(path, name, Parse) : Parse(text));
        return type.Read(path, value, errors, out var secret) ? With(config, secret!) : null;
    }
}
