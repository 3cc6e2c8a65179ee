using Gateway.Planning.Authority;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Authority;

/// <summary>What the authority is to do.</summary>
public sealed record AuthorityConfig
{
    /// <summary>Null: nothing is served, and so nothing issued.</summary>
    public required AuthorityRequest? Request { get; init; }

    public static AuthorityConfig From(StackDocument document) => new()
    {
        Request = document.Inside.Served ? AuthorityRequest.From(document) : null,
    };
}
