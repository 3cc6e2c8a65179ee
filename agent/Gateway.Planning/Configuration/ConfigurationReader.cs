using Gateway.Planning.Secrets;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Bytes of gateway.toml -&gt; the typed configuration with every default filled in, or all that is wrong in it.</summary>
public static class ConfigurationReader
{
    /// <summary>No file written by a person comes near it.</summary>
    public const int LargestFile = 1024 * 1024;

    /// <param name="file">Its bytes.</param>
    /// <param name="known">The secrets that it may refer to; null: nobody can tell here.</param>
    public static ConfigurationResult Read(ReadOnlySpan<byte> file, KnownSecrets? known = null)
    {
        var errors = new ConfigurationErrors();
        if (file.Length > LargestFile)
        {
            errors.Add(TomlSpan.WholeFile, $"the file has {file.Length} bytes, more than {LargestFile}", "another file may have been given this name");
            return new ConfigurationResult(null, errors.Sorted);
        }

        var document = TomlReader.Read(file);
        foreach (var error in document.Errors)
        {
            errors.Add(error.Span, error.Message, error.Hint);
        }

        var isText = !document.Errors.Any(error => error.Span == TomlSpan.WholeFile);
        var secrets = new SecretReader(known ?? KnownSecrets.None);
        var config = isText ? ReadTree(document, errors, secrets) : null;
        var result = errors.Count == 0 && config is not null
            ? new ConfigurationResult(SegmentDefaults.Fill(config), [])
            : new ConfigurationResult(null, ErrorMask.Apply(file, errors.Sorted));
        return result with { References = secrets.References };
    }

    private static GatewayConfig? ReadTree(TomlDocument document, ConfigurationErrors errors, SecretReader secrets)
    {
        if (!SchemaCheck.IsKnown(document, errors))
        {
            return null;
        }

        var places = new ConfigurationPlaces();
        var config = new TableReader(errors, places, secrets, document.KeysAreMissing).Read(document.Root);

        // A setting that stands in a line nobody understood would be taken for its default.
        if (!document.KeysAreMissing)
        {
            CrossChecks.Run(config, places, errors);
        }

        return config;
    }
}
