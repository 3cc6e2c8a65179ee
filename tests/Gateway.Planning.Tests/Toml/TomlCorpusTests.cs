using System.Text.Json;
using Gateway.Planning.Toml;
using Gateway.TomlDecoder;

namespace Gateway.Planning.Tests.Toml;

public sealed class TomlCorpusTests
{
    [Fact]
    public void Every_valid_text_of_the_corpus_is_read_as_its_json_says()
    {
        TomlCorpus.Require();
        var failures = TomlCorpus.Files("valid").Select(FailureOfValid).OfType<string>().ToList();
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Every_invalid_text_of_the_corpus_is_refused_with_a_place_in_it()
    {
        TomlCorpus.Require();
        var failures = TomlCorpus.Files("invalid").Select(FailureOfInvalid).OfType<string>().ToList();
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void The_corpus_is_whole()
    {
        TomlCorpus.Require();
        Assert.True(TomlCorpus.Files("valid").Count() > 150, "too few valid texts");
        Assert.True(TomlCorpus.Files("invalid").Count() > 350, "too few invalid texts");
    }

    private static string? FailureOfValid(string path)
    {
        var document = TomlReader.Read(File.ReadAllBytes(path));
        if (document.Errors.Count > 0)
        {
            return $"{path}: {document.Errors[0]}";
        }

        using var expected = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(path, ".json")));
        using var actual = JsonDocument.Parse(TaggedJson.Write(document.Root));
        return TomlCorpus.Difference(expected.RootElement, actual.RootElement) is { } difference ? $"{path}: {difference}" : null;
    }

    private static string? FailureOfInvalid(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var document = TomlReader.Read(bytes);
        if (document.Errors.Count == 0)
        {
            return $"{path}: accepted";
        }

        var lines = TomlReader.Lines(bytes).Length;
        return document.Errors.FirstOrDefault(error => error.Span.Line > lines || error.Span.Length < 1) is { } lost
            ? $"{path}: no such place: {lost}"
            : null;
    }
}
