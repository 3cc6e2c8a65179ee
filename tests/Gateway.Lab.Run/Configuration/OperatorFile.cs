using System.Text;
using Gateway.Planning.Configuration;
using Gateway.Planning.Toml;

namespace Gateway.Lab.Run.Configuration;

/// <summary>The operator's gateway.toml, read for a machine of the laboratory.</summary>
public static class OperatorFile
{
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="anyRelease">True: keys that this release does not know are left to the gateway that is booted.</param>
    /// <exception cref="FormatException">The gateway would refuse the file.</exception>
    public static async Task<PinnedToml> ReadAsync(string path, CancellationToken cancellation, bool anyRelease = false)
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
        return result.Errors.IsEmpty || (anyRelease && TomlReader.Read(bytes).Errors.Count == 0)
            ? PinnedToml.Create(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'), GatewayLab.OutsideMac, GatewayLab.InsideMac)
            : throw new FormatException($"The gateway would refuse this file:\n\n{ConfigurationErrorText.Render(path, bytes, result.Errors)}");
    }
}
