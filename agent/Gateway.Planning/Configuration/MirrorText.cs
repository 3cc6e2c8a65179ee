using System.Text.RegularExpressions;
using Gateway.Planning.Secrets;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Name, upstream and credentials of a mirror.</summary>
internal static partial class MirrorText
{
    private const int LongestUsername = 128;
    private const int LongestPassword = 512;
    private const string Credential = "printable ASCII without quotes and backslashes";

    /// <summary>It is a label of DNS, a unit's instance, a folder and a volume.</summary>
    public static Parsed<string> ParseName(string text)
    {
        if (!Name().IsMatch(text))
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} is not the name of a mirror", "a name has small letters, digits and inner hyphens, 32 at most: \"ghcr\"");
        }

        return text == RegistryDefaults.DockerHubName
            ? Parsed.Bad<string>($"{text} is Docker Hub's own mirror", "it has a table of its own: [registry.docker-hub]")
            : Parsed.Good(text);
    }

    /// <summary>Scheme, host and port, in lower case.</summary>
    public static Parsed<string> ParseUrl(string text)
    {
        const string Form = "write scheme, host and port alone: \"https://ghcr.io\", \"http://192.168.4.20:5000\"";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp) || !Url().IsMatch(text))
        {
            return Parsed.Bad<string>($"{Quoted.Text(uri?.UserInfo.Length > 0 ? uri.Host : text)} is not the address of a registry", Form);
        }

        return Parsed.Good(uri.GetLeftPart(UriPartial.Authority));
    }

    public static Parsed<string> ParseUsername(string text) => IsCredential(text, LongestUsername)
        ? Parsed.Good(text)
        : Parsed.Bad<string>($"{Quoted.Text(text)} cannot be a user's name", $"{Credential}, 1 to {LongestUsername} characters");

    public static Parsed<Secret> ParsePassword(string text) => IsCredential(text, LongestPassword)
        ? Parsed.Good(new Secret(text))
        : Parsed.Bad<Secret>("this cannot be a password", $"{Credential}, 1 to {LongestPassword} characters");

    private static bool IsCredential(string text, int longest) =>
        text.Length > 0 && text.Length <= longest && text.All(static c => c is > ' ' and <= '~' and not '"' and not '\'' and not '\\');

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^https?://(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?|\[[0-9A-Fa-f:]{2,39}\])(?::[0-9]{1,5})?/?\z")]
    private static partial Regex Url();
}
