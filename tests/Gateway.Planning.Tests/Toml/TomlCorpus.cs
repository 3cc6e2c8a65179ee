using System.Text;
using System.Text.Json;

namespace Gateway.Planning.Tests.Toml;

/// <summary>The toml-test corpus, which lies beside the project as <c>../shared/toml-test</c> and is no part of it.</summary>
public static class TomlCorpus
{
    public static string Folder { get; } = FindFolder();

    public static bool IsPresent => Directory.Exists(Folder);

    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.toml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>Skips the test, with the reason, where the corpus is not there.</summary>
    public static void Require() =>
        Assert.SkipUnless(IsPresent, $"the toml-test corpus is not at {Folder}; clone toml-test there to run this test");

    /// <summary>How tagged JSON differs from what was expected, or null; numbers and times are compared by value.</summary>
    public static string? Difference(JsonElement expected, JsonElement actual, string path = "")
    {
        if (expected.ValueKind != actual.ValueKind)
        {
            return $"{path}: expected {expected}, read {actual}";
        }

        return expected.ValueKind switch
        {
            JsonValueKind.Array => ArrayDifference(expected, actual, path),
            JsonValueKind.Object => ObjectDifference(expected, actual, path),
            _ => expected.GetString() == actual.GetString() ? null : $"{path}: expected {expected}, read {actual}",
        };
    }

    private static string? ArrayDifference(JsonElement expected, JsonElement actual, string path)
    {
        if (expected.GetArrayLength() != actual.GetArrayLength())
        {
            return $"{path}: expected {expected.GetArrayLength()} items, read {actual.GetArrayLength()}";
        }

        return expected.EnumerateArray().Zip(actual.EnumerateArray())
            .Select((pair, index) => Difference(pair.First, pair.Second, $"{path}[{index}]"))
            .FirstOrDefault(difference => difference is not null);
    }

    private static string? ObjectDifference(JsonElement expected, JsonElement actual, string path)
    {
        if (IsTagged(expected) && IsTagged(actual))
        {
            var same = Normal(expected) == Normal(actual);
            return same ? null : $"{path}: expected {Normal(expected)}, read {Normal(actual)}";
        }

        var missing = expected.EnumerateObject().Select(p => p.Name).Except(actual.EnumerateObject().Select(p => p.Name)).ToList();
        var excess = actual.EnumerateObject().Select(p => p.Name).Except(expected.EnumerateObject().Select(p => p.Name)).ToList();
        if (missing.Count + excess.Count > 0)
        {
            return $"{path}: missing keys [{string.Join(", ", missing)}], unexpected keys [{string.Join(", ", excess)}]";
        }

        return expected.EnumerateObject()
            .Select(property => Difference(property.Value, actual.GetProperty(property.Name), $"{path}.{property.Name}"))
            .FirstOrDefault(difference => difference is not null);
    }

    private static bool IsTagged(JsonElement value) =>
        value.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
        && value.TryGetProperty("value", out var inner) && inner.ValueKind == JsonValueKind.String;

    private static (string Type, string Value) Normal(JsonElement tagged)
    {
        var type = tagged.GetProperty("type").GetString()!;
        var text = tagged.GetProperty("value").GetString()!;
        return (type, type switch
        {
            "float" when text.TrimStart('+', '-') is "inf" or "nan" => text.TrimStart('+'),
            "float" => double.Parse(text).ToString("R"),
            "datetime" or "datetime-local" or "time-local" => NormalTime(text),
            _ => text,
        });
    }

    /// <summary>Without zeros at the end of a fraction, and with Z for an offset of nothing.</summary>
    private static string NormalTime(string text)
    {
        var point = text.IndexOf('.');
        if (point >= 0)
        {
            var end = point + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            text = text[..end].TrimEnd('0').TrimEnd('.') + text[end..];
        }

        return text.Replace("+00:00", "Z");
    }

    private static string FindFolder()
    {
        // A work tree of git lies elsewhere than the project itself: its .git file names the place.
        var git = ProjectRoot.PathOf(".git");
        var project = ProjectRoot.Folder;
        if (File.Exists(git) && File.ReadAllText(git, Encoding.UTF8) is { } link && link.StartsWith("gitdir: ", StringComparison.Ordinal))
        {
            var marker = link.IndexOf("/.git/", StringComparison.Ordinal);
            project = marker > 0 ? link["gitdir: ".Length..marker] : project;
        }

        return Path.GetFullPath(Path.Combine(project, "..", "shared", "toml-test"));
    }
}
