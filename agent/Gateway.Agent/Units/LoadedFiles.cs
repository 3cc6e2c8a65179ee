using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Agent.Files;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;

namespace Gateway.Agent.Units;

/// <summary>Remembers with which content of its files each unit was last started, reloaded or restarted; volatile like the units themselves.</summary>
public sealed class LoadedFiles(string path)
{
    public ImmutableDictionary<string, ImmutableDictionary<string, string>> Read()
    {
        if (!File.Exists(path))
            return ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty;
        return JsonSerializer.Deserialize(File.ReadAllText(path), LoadedFilesJson.Default.LoadedFilesDocument)?.Units
            ?? throw new JsonException($"{path} is empty; remove it, the units are then loaded again");
    }

    /// <summary>Notes what a unit that has just been (re)loaded has read.</summary>
    public void Record(IEnumerable<ManagedUnit> units, DesiredState desired)
    {
        var contents = desired.Files.ToDictionary(static file => file.Path, static file => ContentHash.Of(file.Content));
        var all = Read();
        foreach (var unit in units)
        {
            all = all.SetItem(unit.Name, unit.ReloadOn.Concat(unit.RestartOn)
                .Distinct()
                .Where(contents.ContainsKey)
                .ToImmutableDictionary(static file => file, file => contents[file]));
        }
        Write(all);
    }

    public void Forget(IEnumerable<string> units) => Write(Read().RemoveRange(units));

    private void Write(ImmutableDictionary<string, ImmutableDictionary<string, string>> units) =>
        AtomicFile.Write(path, JsonSerializer.Serialize(new LoadedFilesDocument(1, units), LoadedFilesJson.Default.LoadedFilesDocument));
}

internal sealed record LoadedFilesDocument(int Version, ImmutableDictionary<string, ImmutableDictionary<string, string>> Units);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LoadedFilesDocument))]
internal sealed partial class LoadedFilesJson : JsonSerializerContext;
