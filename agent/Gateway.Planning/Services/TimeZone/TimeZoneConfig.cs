using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.TimeZone;

/// <summary>The time zone of logs.</summary>
/// <param name="Zone">IANA name, such as <c>Europe/Amsterdam</c>.</param>
public sealed record TimeZoneConfig(string Zone)
{
    public static TimeZoneConfig From(StackDocument document) => new(document.System.TimeZone);
}
