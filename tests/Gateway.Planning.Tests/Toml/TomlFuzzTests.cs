using System.Text;
using System.Text.Json;
using Gateway.Planning.Configuration;
using Gateway.Planning.Toml;
using Gateway.TomlDecoder;

namespace Gateway.Planning.Tests.Toml;

public sealed class TomlFuzzTests
{
    private const int DefaultInputs = 100_000;
    private const int Seed = 20260801;

    private static readonly string[] Snippets =
    [
        "[", "]", "[[", "]]", "{", "}", "\"", "'", "\"\"\"", "'''", "\\", "\\u00e9", "\\U0010FFFF", "=", ".", ",", "#", "\n", "\r", "\r\n", "\t", " ",
        "_", "-", "+", "0x", "0b2", "1e5", "inf", "nan", "true", "9223372036854775808", "1979-05-27", "07:32:00.5", "T", "Z", "“", "”",
        "\0", "\u007f", "\uFEFF", "\uFFFF", "😀", "a.b.c", "[a]\n", "[[a]]\n", "a = 1\n", "schema = 1\n", "[inside]\n", "ipv4 = \"", "/24\"",
        "[outside]\n", "pool = \"10.0.0.1-10.0.0.9\"\n",
    ];

    private static int Inputs =>
        int.TryParse(Environment.GetEnvironmentVariable("GATEWAY_FUZZ_INPUTS"), out var inputs) ? inputs : DefaultInputs;

    [Fact]
    public void No_input_makes_the_reader_throw_and_every_error_has_a_place_in_the_file()
    {
        var random = new Random(Seed);
        var seeds = Seeds();
        for (var i = 0; i < Inputs; i++)
        {
            var input = Mutate(seeds[random.Next(seeds.Count)], random);
            try
            {
                Check(input);
            }
            catch (Exception failure)
            {
                Assert.Fail($"input {i}, base64 {Convert.ToBase64String(input)}: {failure}");
            }
        }
    }

    private static void Check(byte[] input)
    {
        var result = ConfigurationReader.Read(input);
        Assert.Equal(result.Errors.IsEmpty, result.Config is not null);
        var lines = TomlReader.Lines(input);
        foreach (var error in result.Errors)
        {
            Assert.InRange(error.Line, 0, lines.Length);
            Assert.True(error.Length > 0 && error.Message.Length > 0);
            Assert.True(error.Line == 0 || error.Column <= lines[error.Line - 1].Length + 2, error.ToString());
        }

        Assert.DoesNotContain(ConfigurationErrorText.Render("gateway.toml", input, result.Errors), c => char.IsControl(c) && c != '\n');
        var document = TomlReader.Read(input);
        if (document.Errors.Count == 0)
        {
            using var json = JsonDocument.Parse(TaggedJson.Write(document.Root), new JsonDocumentOptions { MaxDepth = 1000 });
            Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        }
    }

    private static List<byte[]> Seeds()
    {
        List<byte[]> seeds =
        [
            File.ReadAllBytes(ProjectRoot.PathOf("image", "config", "gateway.toml")),
            .. File.ReadAllLines(ProjectRoot.PathOf("tests", "Gateway.Planning.Tests", "Configuration", "Expected", "bad-configurations.txt"))
                .Where(line => !line.StartsWith(' '))
                .Select(line => Encoding.UTF8.GetBytes(line.Replace("\\n", "\n"))),
        ];
        if (TomlCorpus.IsPresent)
        {
            seeds.AddRange(TomlCorpus.Files("valid").Concat(TomlCorpus.Files("invalid")).Select(File.ReadAllBytes).Where(bytes => bytes.Length < 4096));
        }

        return seeds;
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            MutateOnce(bytes, random);
        }

        return [.. bytes];
    }

    private static void MutateOnce(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 20), bytes.Count - at);
        switch (random.Next(6))
        {
            case 0 when bytes.Count > at:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 3:
                bytes.Insert(at, (byte)random.Next(256));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Snippets[random.Next(Snippets.Length)]));
                break;
        }
    }
}
