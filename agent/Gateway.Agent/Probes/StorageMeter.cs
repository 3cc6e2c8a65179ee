using Gateway.Planning.Desired;
using Gateway.Planning.Status;

namespace Gateway.Agent.Probes;

/// <summary>Asks the file system how full a volume is; one with a quota answers for itself.</summary>
internal static class StorageMeter
{
    private const int BitsOfMebibyte = 20;

    /// <summary>Null: it is not there yet.</summary>
    public static StorageUse? Measure(ServiceStorage storage)
    {
        if (!Directory.Exists(storage.Path))
            return null;
        var volume = new DriveInfo(storage.Path);
        var used = volume.TotalSize - volume.TotalFreeSpace;
        return new StorageUse(storage.Name, volume.TotalSize >> BitsOfMebibyte, volume.TotalSize == 0 ? 0 : (int)(used * 100 / volume.TotalSize));
    }
}
