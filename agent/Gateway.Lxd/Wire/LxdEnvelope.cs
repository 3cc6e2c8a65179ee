using System.Text.Json;

namespace Gateway.Lxd.Wire;

/// <summary>Every answer of LXD's API. <c>type</c> decides, not the HTTP status: a waited-for operation that fails comes with 200.</summary>
internal sealed record LxdEnvelope
{
    public string Type { get; init; } = "";
    public string Operation { get; init; } = "";
    public int ErrorCode { get; init; }
    public string Error { get; init; } = "";
    public JsonElement Metadata { get; init; }
}

/// <summary>A background operation; 103 runs, 200 succeeded, 400 failed, 401 was cancelled.</summary>
internal sealed record LxdOperation
{
    public const int Succeeded = 200;

    public string Id { get; init; } = "";
    public string Description { get; init; } = "";
    public int StatusCode { get; init; }
    public string Status { get; init; } = "";
    public string Err { get; init; } = "";
}

/// <summary>One message of <c>/1.0/events</c>.</summary>
internal sealed record LxdEventMessage
{
    public string Type { get; init; } = "";
    public LxdEventBody? Metadata { get; init; }
}

internal sealed record LxdEventBody
{
    public string Action { get; init; } = "";
    public string Source { get; init; } = "";
}
