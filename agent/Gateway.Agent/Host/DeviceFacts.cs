using System.Security.Cryptography;
using Gateway.Agent.Files;
using Gateway.Planning.Host;

namespace Gateway.Agent.Host;

/// <summary>What stays the same for the life of the device, or of the image.</summary>
public sealed class DeviceFacts(
    string machineIdPath = HostPaths.MachineId,
    string ulaPath = HostPaths.Ula,
    string imageHashPath = HostPaths.StackImageHash,
    string statePath = HostPaths.State,
    string commandLinePath = HostPaths.KernelCommandLine,
    string blockListsPath = HostPaths.BlockLists)
{
    private readonly BlockListFolder _blockLists = new(blockListsPath);

    private const string SlotKey = "gw.slot=";

    /// <summary>The inventory without its cards.</summary>
    public HostInventory Read() => new()
    {
        MachineId = Line(machineIdPath),
        StackImageHash = Line(imageHashPath).Split(' ')[0],
        UlaPrefix = UlaPrefix(),
        StateBytes = new DriveInfo(statePath).TotalSize,
        BlockFiles = _blockLists.Read(),
    };

    /// <summary>The slot that was booted, or null.</summary>
    public string? Slot() => File.ReadAllText(commandLinePath)
        .Split([' ', '\n'])
        .FirstOrDefault(static word => word.StartsWith(SlotKey, StringComparison.Ordinal))?[SlotKey.Length..];

    /// <summary>Made at random once (RFC 4193), then kept.</summary>
    private string UlaPrefix()
    {
        if (File.Exists(ulaPath) && File.ReadAllText(ulaPath).Trim() is var kept && Ula.IsPrefix(kept))
            return kept;
        var prefix = Ula.PrefixOf(RandomNumberGenerator.GetBytes(Ula.GlobalIdLength));
        AtomicFile.Write(ulaPath, prefix + "\n");
        return prefix;
    }

    private static string Line(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (FileNotFoundException e)
        {
            throw new IOException($"{path} is not there: the image is damaged; flash it again", e);
        }
    }
}
