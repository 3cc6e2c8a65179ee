using System.Text;
using System.Text.Json;

namespace Gateway.Planning.Json;

/// <summary>Bounds on a document from a party that is not trusted, checked before anything is made of it.</summary>
public static class UntrustedJson
{
    private const int Deepest = 8;

    /// <summary>Of one list.</summary>
    private const int MostItems = 256;

    /// <summary>Characters of one text.</summary>
    private const int LongestText = 16 * 1024;

    /// <param name="text">The document.</param>
    /// <param name="what">Its name in errors.</param>
    /// <exception cref="FormatException">It is no JSON, or out of bounds.</exception>
    public static void Check(string text, string what)
    {
        try
        {
            Check(new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = Deepest }));
        }
        catch (JsonException problem)
        {
            throw new FormatException($"reading {what}: {problem.Message}", problem);
        }
    }

    private static void Check(Utf8JsonReader reader)
    {
        var lists = new Stack<int?>();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
            {
                lists.Pop();
                continue;
            }

            if (lists.TryPeek(out var items) && items is { } count)
                CountItem(lists, count, reader.TokenType);
            if (reader.TokenType is JsonTokenType.String && reader.ValueSpan.Length > LongestText)
                throw new JsonException($"a text is longer than {LongestText} characters");
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                lists.Push(reader.TokenType == JsonTokenType.StartArray ? 0 : null);
        }
    }

    private static void CountItem(Stack<int?> lists, int count, JsonTokenType item)
    {
        // No annotation of a type speaks of what is in its lists.
        if (item == JsonTokenType.Null)
            throw new JsonException("a list holds null");
        if (count == MostItems)
            throw new JsonException($"a list has more than {MostItems} items");
        lists.Pop();
        lists.Push(count + 1);
    }
}
