namespace Gateway.Planning.Configuration;

/// <summary>Each of DHCPv4's further options is one, once, with a value that fits it.</summary>
internal static class DhcpOptionChecks
{
    private const string Wpad = "proxy.wpad";

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        foreach (var segment in config.Segments)
        {
            Run(config, segment, places, errors);
        }

        CheckTypes(config, places, errors);
    }

    private static void Run(GatewayConfig config, SegmentConfig segment, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var first = new Dictionary<int, string>();
        foreach (var (index, option) in segment.Dhcp.Options.Index())
        {
            var place = PlaceOf(segment, index);
            if (!places.AreGood($"{place}.name", $"{place}.code", $"{place}.type", $"{place}.value") || !IsOne(option, place, places, errors))
            {
                continue;
            }

            CheckCode(config, option, place, first, places, errors);
            CheckValue(option, $"{place}.value", places, errors);
        }
    }

    private static string PlaceOf(SegmentConfig segment, int index) => $"{segment.Table}.dhcp.option[{index + 1}]";

    /// <summary>The server knows an option without a name once, for all segments.</summary>
    private static void CheckTypes(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var first = new Dictionary<int, (DhcpOptionType Type, SegmentConfig Segment, string Path)>();
        foreach (var (segment, index, option) in config.Segments.SelectMany(static each => each.Dhcp.Options.Select((item, number) => (each, number, item))))
        {
            var path = $"{PlaceOf(segment, index)}.type";
            if (option is { Code: { } code, Type: { } type } && places.AreGood($"{PlaceOf(segment, index)}.code", path)
                && !first.TryAdd(code, (type, segment, path)) && first[code].Type != type && first[code].Segment != segment)
            {
                errors.Add(places.Of(path)!.Value, $"{path}: option {code} is of another type by {places.Describe(first[code].Path)}", "an option has one type in all segments");
            }
        }
    }

    /// <summary>False after the error was added: neither a name nor a number with a type.</summary>
    private static bool IsOne(DhcpOptionConfig option, string place, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var error = option switch
        {
            { Name: not null, Code: null, Type: null } or { Name: null, Code: not null, Type: not null } => ((string, string)?)null,
            { Name: not null } => ($"{place} has a name, {option.Name}, and what goes with a number too", "delete the lines code and type, or the line name"),
            { Code: not null } => ($"{place} has a number and no type", "write type = \"string\" below it, or what its value is"),
            { Type: not null } => ($"{place} has a type and no number", "write code = 150 below it, with the option's number"),
            _ => ($"{place} does not say which option it is", "write name = \"tftp-server-name\" below it, or code and type"),
        };
        if (error is var (message, hint))
        {
            errors.Add(places.Of(place)!.Value, message, hint);
        }

        return error is null;
    }

    private static void CheckCode(
        GatewayConfig config, DhcpOptionConfig option, string place, Dictionary<int, string> first, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var path = option.Name is null ? $"{place}.code" : $"{place}.name";
        var code = option.Code ?? StandardDhcpOptions.Named(option.Name!)!.Code;
        if (option.Code is not null && StandardDhcpOptions.Numbered(code) is { } known)
        {
            errors.Add(places.Of(path)!.Value, $"{path}: option {code} has the name {known.Name}", $"write name = \"{known.Name}\" in the place of code and type");
        }
        else if (option.Code is not null && StandardDhcpOptions.IsReserved(code))
        {
            errors.Add(places.Of(path)!.Value, $"{path}: option {code} is not the operator's to write", "clients and servers use it among themselves, or it follows from another key");
        }
        else if (!first.TryAdd(code, path))
        {
            errors.Add(places.Of(path)!.Value, $"{path}: option {code} is already there, as {places.Describe(first[code])}", "delete one of the two; several values stand in one value with commas between them");
        }
        else if (code == DhcpCodes.Wpad && config.Proxy.Wpad && places.AreGood(Wpad))
        {
            errors.Add(places.Of(path)!.Value, $"{path}: option {code} follows from {places.Describe(Wpad)}", "delete one of the two");
        }
    }

    private static void CheckValue(DhcpOptionConfig option, string path, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var standard = option.Name is null ? null : StandardDhcpOptions.Named(option.Name)!;
        var parsed = DhcpOptionValues.Parse(standard?.Type ?? option.Type!.Value, standard?.IsList ?? option.Type is not (DhcpOptionType.Binary or DhcpOptionType.Boolean), option.Value);
        if (!parsed.IsGood)
        {
            errors.Add(places.Of(path)!.Value, $"{path}: {parsed.Error}", parsed.Hint);
        }
    }
}
