namespace Gateway.Lab.Devices;

/// <summary>OVMF as Debian installs it.</summary>
public static class UefiFirmware
{
    private static readonly string[] Folders = ["/usr/share/OVMF", "/usr/share/edk2/x64"];

    public static string Code => Find("OVMF_CODE_4M.fd");

    /// <summary>Gives a disk variables of its own, once.</summary>
    public static void PrepareVariables(GatewayDisk disk)
    {
        if (!File.Exists(disk.Variables))
        {
            File.Copy(Find("OVMF_VARS_4M.fd"), disk.Variables);
        }
    }

    private static string Find(string name) =>
        Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"looking for the UEFI firmware {name} in {string.Join(", ", Folders)}: it is not there; install Debian's package ovmf");
}
