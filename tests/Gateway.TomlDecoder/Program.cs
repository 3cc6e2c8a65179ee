using Gateway.Planning.Toml;
using Gateway.TomlDecoder;

using var input = new MemoryStream();
await Console.OpenStandardInput().CopyToAsync(input);
var document = TomlReader.Read(input.ToArray());
if (document.Errors.Count > 0)
{
    foreach (var error in document.Errors)
    {
        await Console.Error.WriteLineAsync($"{error.Span.Line}:{error.Span.Column}: {error.Message}");
    }

    return 1;
}

await using var output = Console.OpenStandardOutput();
await output.WriteAsync(TaggedJson.Write(document.Root));
return 0;
