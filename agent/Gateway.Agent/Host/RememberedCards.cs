using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Agent.Files;
using Gateway.Planning.Host;

namespace Gateway.Agent.Host;

/// <summary>The cards ever seen on the host: of a card in the container only its MAC can be seen.</summary>
public sealed class RememberedCards(string path = HostPaths.Cards)
{
    /// <summary>What could not be written; null: the file has it.</summary>
    private ImmutableArray<NetworkCard>? _unwritten;

    /// <summary>A file that is damaged costs only what <c>gateway nics</c> shows of a card in the container, until that card is seen again.</summary>
    public ImmutableArray<NetworkCard> Read()
    {
        if (_unwritten is { } cards)
            return cards;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), RememberedCardsJson.Default.RememberedCardsDocument)?.Cards ?? [];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return [];
        }
    }

    /// <summary>A disk that takes nothing costs as much, after the agent's end: no turn fails for it.</summary>
    public void Write(ImmutableArray<NetworkCard> cards)
    {
        // What changes all the time is not remembered, so that the disk is not written all the time.
        ImmutableArray<NetworkCard> lasting = [.. cards.Select(static card => card with { Carrier = null, Speed = null, Up = false, SharesDomainWith = null })];
        var text = JsonSerializer.Serialize(new RememberedCardsDocument(1, lasting), RememberedCardsJson.Default.RememberedCardsDocument);
        try
        {
            if (!File.Exists(path) || File.ReadAllText(path) != text)
                AtomicFile.Write(path, text);
            _unwritten = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _unwritten = lasting;
        }
    }
}

internal sealed record RememberedCardsDocument(int Version, ImmutableArray<NetworkCard> Cards);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RememberedCardsDocument))]
internal sealed partial class RememberedCardsJson : JsonSerializerContext;
