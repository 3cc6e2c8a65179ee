namespace Gateway.Lab;

/// <summary>What the build made, named by the environment of the test run.</summary>
/// <param name="Image">GATEWAY_IMAGE: the shipped image.</param>
/// <param name="Kernel">GATEWAY_LAB_KERNEL: the laboratory's kernel.</param>
/// <param name="Initrd">GATEWAY_LAB_INITRD: the laboratory itself.</param>
/// <param name="Logs">GATEWAY_TEST_LOGS, by default artifacts/test-logs of the current folder: what failed tests leave behind.</param>
public sealed record LabArtifacts(string Image, string Kernel, string Initrd, string Logs)
{
    /// <summary>Why the laboratory cannot be used here; null when it can.</summary>
    public static string? Missing { get; } = FindMissing();

    /// <summary>True: every round of every check is wanted.</summary>
    public static bool Soak => Environment.GetEnvironmentVariable("GATEWAY_SOAK") == "1";

    public static LabArtifacts Find() => new(
        Read("GATEWAY_IMAGE")!,
        Read("GATEWAY_LAB_KERNEL")!,
        Read("GATEWAY_LAB_INITRD")!,
        Path.GetFullPath(Read("GATEWAY_TEST_LOGS") ?? Path.Combine("artifacts", "test-logs")));

    private static string? FindMissing()
    {
        foreach (var variable in (string[])["GATEWAY_IMAGE", "GATEWAY_LAB_KERNEL", "GATEWAY_LAB_INITRD"])
        {
            if (Read(variable) is not { } path)
            {
                return $"{variable} is not set; ./build.sh --target=Test builds the image and sets it";
            }

            if (!File.Exists(path))
            {
                return $"{variable} names {path}, which is not there";
            }
        }

        return null;
    }

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
