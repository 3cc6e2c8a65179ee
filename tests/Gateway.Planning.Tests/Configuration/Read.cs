using System.Text;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Tests.Configuration;

/// <summary>Short words for reading configurations in tests.</summary>
internal static class Read
{
    public static ConfigurationResult Text(string toml) => ConfigurationReader.Read(Encoding.UTF8.GetBytes(toml));

    /// <summary>The configuration of a text that must be good; <c>schema = 1</c> is put before it.</summary>
    public static GatewayConfig Good(string toml)
    {
        var result = Text("schema = 1\n" + toml);
        Assert.True(result.Config is not null, Rendered("schema = 1\n" + toml));
        return result.Config;
    }

    /// <summary>Each error as <c>line:column+length message | hint</c>.</summary>
    public static string Errors(string toml) => string.Join('\n', Text(toml).Errors.Select(Line));

    public static string Rendered(string toml)
    {
        var bytes = Encoding.UTF8.GetBytes(toml);
        return ConfigurationErrorText.Render("gateway.toml", bytes, ConfigurationReader.Read(bytes).Errors);
    }

    private static string Line(ConfigurationError error) =>
        $"{error.Line}:{error.Column}+{error.Length} {error.Message}" + (error.Hint is null ? "" : $" | {error.Hint}");
}
