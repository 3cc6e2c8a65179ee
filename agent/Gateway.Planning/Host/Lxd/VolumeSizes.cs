namespace Gateway.Planning.Host.Lxd;

/// <summary>Sizes of volumes in MiB, in steps, so that they do not follow every byte of the disk.</summary>
public static class VolumeSizes
{
    private const long Step = 64;
    private const int BitsOfMebibyte = 20;

    public static long Share(long stateBytes, int percent, long least) =>
        Math.Max(least, (stateBytes / 100 * percent) >> BitsOfMebibyte) / Step * Step;

    public static long RoundDown(long mebibytes) => mebibytes / Step * Step;

    public static long RoundUp(long mebibytes) => (mebibytes + Step - 1) / Step * Step;
}
