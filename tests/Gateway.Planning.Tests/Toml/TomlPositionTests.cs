using System.Text;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Tests.Toml;

public sealed class TomlPositionTests
{
    [Fact]
    public void Every_key_and_value_has_its_place_in_characters()
    {
        Assert.Equal(
            """
            a 1:1+1 = 1:5+1
            t 2:2+1 = 2:1+5
              b 2:4+1 = 2:1+5
                "k 3:2+5 = 3:12+9
                é 4:2+3 = 4:10+2
                x 5:1+1 = 5:1+1
                  y 5:3+1 = 5:7+15
                    c 5:8+1 = 5:12+1
                    d 5:15+1 = 5:19+2
                list 6:1+4 = 6:8+17
                  [0] 6:9+3
                  [1] 7:3+8
            arr 8:3+3 = 8:1+7
              [0] 8:1+7
                z 9:1+1 = 9:5+5
              [1] 10:1+7
            """,
            Places(
                "a = 1\r\n"
                + "[t.b]\n"
                + "\t\"\\\"k\"\t =  '''😀xy'''\n"
                + " 'é'   = 42\n"
                + "x.y = {c = 1, d = []}\n"
                + "list = [\"€\",\n"
                + "  \"\\u20AC\"]\n"
                + "[[arr]]\n"
                + "z = false\n"
                + "[[arr]]"));
    }

    private static string Places(string toml)
    {
        var text = new StringBuilder();
        var document = TomlReader.Read(Encoding.UTF8.GetBytes(toml));
        Assert.Empty(document.Errors);
        Append(text, document.Root, "");
        return text.ToString().TrimEnd('\n');
    }

    private static void Append(StringBuilder text, TomlValue value, string indent)
    {
        if (value is TomlTable table)
        {
            foreach (var entry in table.Entries)
            {
                text.Append($"{indent}{entry.Key.Name} {Place(entry.Key.Span)} = {Place(entry.Value.Span)}\n");
                Append(text, entry.Value, indent + "  ");
            }
        }
        else if (value is TomlArray array)
        {
            for (var i = 0; i < array.Items.Count; i++)
            {
                text.Append($"{indent}[{i}] {Place(array.Items[i].Span)}\n");
                Append(text, array.Items[i], indent + "  ");
            }
        }
    }

    private static string Place(TomlSpan span) => $"{span.Line}:{span.Column}+{span.Length}";
}
