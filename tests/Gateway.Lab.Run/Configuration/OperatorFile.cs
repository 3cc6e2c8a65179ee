using System.Text;
using Gateway.Planning.Configuration;

namespace Gateway.Lab.Run.Configuration;

/// <summary>The operator's gateway.toml, read for a machine of the laboratory.</summary>
public static class OperatorFile
{
    /// <exception cref="FormatException">The gateway would refuse the file.</exception>
    public static async Task<PinnedToml> ReadAsync(string path, CancellationToken cancellation)
    {
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"reading the configuration: {error.Message}; --config=FILE names a gateway.toml", error);
        }

        var result = ConfigurationReader.Read(bytes);
        return result.Errors.IsEmpty
            ? PinnedToml.Create(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'), GatewayLab.OutsideMac, GatewayLab.InsideMac)
            : throw new FormatException($"The gateway would refuse this file:\n\n{ConfigurationErrorText.Render(path, bytes, result.Errors)}");
    }
}
