using Gateway.Lab.Guests;

namespace Gateway.Lab.Run;

/// <summary>A LAN client opens a page of the laboratory's Internet.</summary>
public static class PageFetch
{
    public const string ByName = "http://www.example.lab/";

    /// <summary>For a gateway whose names come from another root than the laboratory's.</summary>
    public const string ByAddress = $"http://{LabMachine.WebServer}/";

    /// <summary>Tries again for a while, as a person does.</summary>
    public static Task<CommandResult> FetchAsync(LabClient client, string page, CancellationToken cancellation) => client.RunAsync(
        ["curl", "--silent", "--show-error", "--fail", "--max-time", "20", "--retry", "6", "--retry-all-errors", page],
        cancellation,
        TimeSpan.FromMinutes(3));
}
