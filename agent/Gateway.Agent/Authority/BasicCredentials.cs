using System.Net.Http.Headers;
using System.Text;

namespace Gateway.Agent.Authority;

/// <summary>Name and password of HTTP's Basic scheme (RFC 7617).</summary>
internal sealed record BasicCredentials(string Name, string Password)
{
    private const int Longest = 512;

    /// <summary>Null: there are none.</summary>
    public static BasicCredentials? Parse(string? header)
    {
        if (header is null or { Length: > Longest }
            || !AuthenticationHeaderValue.TryParse(header, out var value)
            || !value.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            || value.Parameter is not { } parameter)
        {
            return null;
        }

        var bytes = new byte[Longest];
        if (!Convert.TryFromBase64String(parameter, bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':');
        return colon < 0 ? null : new BasicCredentials(text[..colon], text[(colon + 1)..]);
    }
}
