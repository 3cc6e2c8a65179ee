using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>The file says how it is to be read; with another answer than ours nothing in it can be judged.</summary>
internal static class SchemaCheck
{
    public static bool IsKnown(TomlDocument document, ConfigurationErrors errors)
    {
        if (!document.Root.TryGet("schema", out var schema))
        {
            // A line that was not understood may be the one with the schema.
            if (document.Errors.Count == 0)
            {
                errors.Add(TomlSpan.WholeFile, "the file does not say its schema", $"write schema = {ConfigurationSchema.Current} as the first line");
            }

            return true;
        }

        if (schema.Value is TomlInteger { Value: not ConfigurationSchema.Current } other)
        {
            errors.Add(
                other.Span,
                $"schema {other.Value} is not known to this release, which reads schema {ConfigurationSchema.Current}",
                $"update the gateway, or write the file for schema = {ConfigurationSchema.Current}");
            return false;
        }

        return true;
    }
}
