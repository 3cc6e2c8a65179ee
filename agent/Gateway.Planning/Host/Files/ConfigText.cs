namespace Gateway.Planning.Host.Files;

/// <summary>Sections and keys of systemd's files, and plain lines -&gt; text.</summary>
internal static class ConfigText
{
    private const string Notice = "# Written by gateway-agent; what is changed here is overwritten.\n";

    public static string Of(params ReadOnlySpan<string> lines)
    {
        var text = new System.Text.StringBuilder(Notice);
        foreach (var line in lines)
            text.Append(line).Append('\n');
        return text.ToString();
    }
}
