using System.Globalization;
using Gateway.Agent.Files;

namespace Gateway.Agent.Host;

/// <summary>How often the container was started since the boot. In a file, so that it outlives the agent.</summary>
public sealed class ContainerStarts(string path = HostPaths.ContainerStarts)
{
    public int Count => File.Exists(path) && int.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, out var count) ? count : 0;

    public void Add() => AtomicFile.Write(path, (Count + 1).ToString(CultureInfo.InvariantCulture));
}
