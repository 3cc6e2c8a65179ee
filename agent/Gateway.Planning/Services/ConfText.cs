using System.Text;

namespace Gateway.Planning.Services;

/// <summary>Lines of a configuration file, indented by block.</summary>
public sealed class ConfText
{
    public const string Notice = "Written by gateway-agent; what is changed here is overwritten.";

    private readonly StringBuilder text = new();
    private readonly string indent;
    private int depth;

    /// <summary>A file whose first line says, as a comment, who writes it.</summary>
    public ConfText(string commentSign = "#", string indent = "    ")
    {
        this.indent = indent;
        Line($"{commentSign} {Notice}");
    }

    public ConfText Line(string line)
    {
        for (var level = 0; level < depth && line.Length > 0; level++)
        {
            text.Append(indent);
        }

        text.Append(line).Append('\n');
        return this;
    }

    public ConfText Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Line(line);
        }

        return this;
    }

    public ConfText LineIf(bool condition, string line) => condition ? Line(line) : this;

    /// <summary>A heading, the lines of <paramref name="body"/> one level deeper, and the closing line if there is one.</summary>
    public ConfText Block(string heading, Action<ConfText> body, string? closing = null)
    {
        Line(heading);
        depth++;
        body(this);
        depth--;
        return closing is null ? this : Line(closing);
    }

    public override string ToString() => text.ToString();
}
