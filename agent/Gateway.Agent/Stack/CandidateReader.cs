using Gateway.Planning.Plans;
using Gateway.Planning.Stack;

namespace Gateway.Agent.Stack;

/// <summary>Reads the document that the host's agent only wants to have checked.</summary>
public sealed class CandidateReader(string path = StackPaths.Candidate)
{
    /// <summary>Null when there is none.</summary>
    public async Task<CandidateDocument?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var text = await File.ReadAllTextAsync(path, cancellation);
            return new CandidateDocument(ContentHash.Of(text), text);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}

/// <param name="Hash">Of the text, by which the host knows its answer.</param>
public sealed record CandidateDocument(string Hash, string Text)
{
    /// <exception cref="FormatException">It is none of this release: one that a power cut left there can be of another.</exception>
    public StackDocument Read() => StackDocumentJson.Parse(Text);
}
