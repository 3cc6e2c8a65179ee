namespace Gateway.Agent.Host;

/// <summary>The operator's file on the boot partition.</summary>
/// <param name="directory">Where the boot partition is mounted; its file system does not tell upper from lower case.</param>
public sealed class OperatorFile(string directory = HostPaths.Boot)
{
    /// <summary>Windows hides the ending it adds to a text file.</summary>
    private static readonly string[] Names = ["gateway.toml", "gateway.toml.txt"];

    /// <summary>Null when there is none.</summary>
    public async Task<OperatorText?> ReadAsync(CancellationToken cancellation)
    {
        foreach (var name in Names)
        {
            var path = Path.Join(directory, name);
            if (File.Exists(path))
                return new OperatorText(name, await File.ReadAllBytesAsync(path, cancellation));
        }

        return null;
    }
}

/// <param name="Name">The file's name as the operator sees it.</param>
public sealed record OperatorText(string Name, byte[] Bytes);
