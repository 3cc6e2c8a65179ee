using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Where a block list comes from.</summary>
internal static class BlockListText
{
    private const int LongestUrl = 2000;
    private const int LongestFile = 64;

    public static Parsed<string> ParseUrl(string text)
    {
        if (text.Length > LongestUrl || !Uri.TryCreate(text, UriKind.Absolute, out var url) || text.Any(static c => c is <= ' ' or > '~' or '"'))
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} is not the address of a list", "write it as the list's publisher does: \"https://lists.example.org/ads.txt\"");
        }

        if (url.Scheme != Uri.UriSchemeHttps)
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} is not an https:// address: anybody on the way could change the list", "most publishers offer the same list over https://");
        }

        return url.UserInfo.Length > 0
            ? Parsed.Bad<string>("a user or a password stands in the address, where status and logs would show it", "name a list that everybody may read")
            : Parsed.Good(url.AbsoluteUri);
    }

    public static Parsed<string> ParseFile(string text) =>
        text.Length is > 0 and <= LongestFile && text[0] != '.' && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? Parsed.Good(text)
            : Parsed.Bad<string>(
                $"{Quoted.Text(text)} is not the name of a file",
                "put the file into the folder block-lists of the boot partition and write its name without the folder, such as \"office.txt\"");
}
