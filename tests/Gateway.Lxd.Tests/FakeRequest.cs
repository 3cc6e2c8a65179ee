using System.Globalization;
using System.Text;

namespace Gateway.Lxd.Tests;

/// <param name="Line">Method and path.</param>
internal sealed record FakeRequest(string Line, string Body, string? WebSocketKey)
{
    /// <summary>Null when the client has closed the connection.</summary>
    public static async Task<FakeRequest?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var head = await ReadHeadAsync(stream, cancellation);
        if (head.Length == 0)
            return null;
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var body = new byte[int.Parse(Header(lines, "Content-Length") ?? "0", CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, cancellation);
        var words = lines[0].Split(' ');
        return new FakeRequest($"{words[0]} {words[1]}", Encoding.UTF8.GetString(body), Header(lines, "Sec-WebSocket-Key"));
    }

    private static async Task<string> ReadHeadAsync(Stream stream, CancellationToken cancellation)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, cancellation) == 0)
                return "";
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private static string? Header(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
