using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Planning.Configuration;
using Gateway.Planning.Json;
using Gateway.Planning.Stack;

namespace Gateway.Planning.BlockLists;

/// <summary>What the program that fetches the lists is to do.</summary>
public sealed record BlockListSpec
{
    public const int CurrentVersion = 1;
    public const string Path = "/etc/gateway/block-lists.json";

    /// <summary>The last good copies, what became of each list, and what unbound reads; on a volume.</summary>
    public const string Folder = "/var/lib/unbound/block-lists";

    /// <summary>Whatever is there is read by unbound.</summary>
    public const string Included = Folder + "/*.conf";

    /// <summary>Where the host puts the files of the boot partition, each under the hash of what is in it.</summary>
    public const string Files = "/gateway/block-lists";

    public int Version { get; init; } = CurrentVersion;
    public ImmutableArray<BlockListSource> Lists { get; init; } = [];

    /// <summary>The operator's, and the names that the gateway knows itself.</summary>
    public ImmutableArray<string> Allow { get; init; } = [];
    public BlockAnswer Answer { get; init; }
    public int Limit { get; init; }

    /// <summary>Seconds.</summary>
    public long Refresh { get; init; }

    /// <summary>Null: there are no lists.</summary>
    public static BlockListSpec? From(StackDocument document)
    {
        var dns = document.Dns;
        if (dns.BlockLists.IsEmpty || document is not { Inside.Served: true, Dns.Enabled: true })
            return null;
        var files = document.BlockFiles.DistinctBy(static file => file.Name).ToDictionary(static file => file.Name, static file => file.Hash);
        return new BlockListSpec
        {
            Lists = [.. dns.BlockLists.Select(list => new BlockListSource(list.Name, list.Url, list.File is null ? null : files.GetValueOrDefault(list.File, "")))],
            Allow =
            [
                .. dns.BlockAllow
                    .Concat(dns.Records.Select(record => record.FullName(document.System.Domain)))
                    .Concat(dns.ForwardZones.Select(static zone => zone.Domain))
                    .Append(document.System.Domain)
                    .Concat(document.ServedSegments.SelectMany(static segment => SegmentNetwork.Of(segment).ReverseZones))
                    // What the box itself has to find: without the publisher no list would ever be put right.
                    .Concat(dns.BlockLists.Select(static list => list.Url).OfType<string>().Select(static url => new Uri(url).IdnHost))
                    .Concat(document.Time.ServerNames)
                    .Distinct(),
            ],
            Answer = dns.BlockAnswer,
            Limit = dns.BlockLimit,
            Refresh = (long)dns.BlockRefresh.TotalSeconds,
        };
    }
}

/// <summary>One list.</summary>
/// <param name="Url">Null: it is a file.</param>
/// <param name="Hash">Of a file the SHA-256 in lower-case hexadecimal; empty: the boot partition does not have it.</param>
public sealed record BlockListSource(string Name, string? Url, string? Hash)
{
    /// <summary>Changes when the list is another one.</summary>
    [JsonIgnore]
    public string Origin => Url ?? Hash ?? "";
}

/// <summary>The document as text.</summary>
public static class BlockListSpecJson
{
    public static string ToText(BlockListSpec spec) => JsonSerializer.Serialize(spec, BlockListJsonContext.Default.BlockListSpec) + "\n";

    public static BlockListSpec Parse(string text) =>
        VersionedJson.Parse<BlockListSpec>(text, BlockListSpec.Path, BlockListSpec.CurrentVersion, Options);

    private static JsonSerializerOptions Options { get; } = VersionedJson.Strict(BlockListJsonContext.Default);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    WriteIndented = true,
    NewLine = "\n",
    Converters = [typeof(KebabCaseEnumConverter<BlockAnswer>)])]
[JsonSerializable(typeof(BlockListSpec))]
[JsonSerializable(typeof(BlockListState))]
internal sealed partial class BlockListJsonContext : JsonSerializerContext;
