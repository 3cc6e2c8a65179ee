using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>The tables of DHCPv4's further options.</summary>
internal static class DhcpOptionTables
{
    public static SettingTable Inside { get; } = Of("inside", SegmentLens.Inside);

    public static SettingTable Further { get; } = Of(SegmentTables.Name, SegmentLens.Last);

    private static SettingTable Of(string segment, SegmentLens lens) => new($"{segment}.dhcp.option", "What DHCPv4 tells clients beyond what follows from other keys; as many as there are options.",
    [
        new Setting<string>("name", SettingTypes.Text(ParseName), (config, value) => lens.ChangeLastOption(config, option => option with { Name = value }))
        {
            WhenUnset = "the option has a number and a type",
            Example = "\"tftp-server-name\"",
            Limits = "a name of the list below; not together with code and type",
            Doc = "Which option it is.",
        },
        new Setting<int>("code", SettingTypes.Integer(1, 254), (config, value) => lens.ChangeLastOption(config, option => option with { Code = value }))
        {
            WhenUnset = "the option has a name",
            Example = "150",
            Limits = "1 to 254, of an option that has no name here; needs type",
            Doc = "Which option it is, for one without a name here.",
        },
        new Setting<DhcpOptionType>("type", SettingTypes.Word(DhcpOptionType.Route), (config, value) => lens.ChangeLastOption(config, option => option with { Type = value }))
        {
            WhenUnset = "that of the named option",
            Example = "\"ipv4-address\"",
            Limits = "binary, boolean, uint8, uint16, uint32, int8, int16, int32, ipv4-address, string or fqdn; needs code",
            Doc = "What the value is.",
        },
        new Setting<string>("value", SettingTypes.Text(static text => Parsed.Good(text)), (config, value) => lens.ChangeLastOption(config, option => option with { Value = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: an option has a value",
            Example = "\"192.168.4.9\"",
            Limits = "in the form of the type; several with commas between them, but for a string",
            Doc = "What clients are told.",
        },
        new Setting<bool>("always-send", SettingTypes.Boolean, (config, value) => lens.ChangeLastOption(config, option => option with { AlwaysSend = value }))
        {
            Default = "false",
            Example = "true",
            Limits = "true or false",
            Doc = "Tell also clients that do not ask for it.",
        },
    ])
    { Begin = config => lens.ChangeDhcp(config, static dhcp => dhcp with { Options = dhcp.Options.Add(new DhcpOptionConfig()) }) };

    private static Parsed<string> ParseName(string text)
    {
        if (StandardDhcpOptions.Named(text) is not null)
        {
            return Parsed.Good(text);
        }

        var near = NearestWord.Of(text, StandardDhcpOptions.All.Select(static option => option.Name));
        return Parsed.Bad<string>($"{Quoted.Text(text)} is no option's name", near is null ? "docs/gateway.toml.md lists the names; an option without one is written with code and type" : $"did you mean \"{near}\"?");
    }
}
