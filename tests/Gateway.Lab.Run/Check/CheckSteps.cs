namespace Gateway.Lab.Run.Check;

/// <summary>The names of the steps; dashboards compare runs by them.</summary>
public static class CheckSteps
{
    public const string File = "the gateway accepts the file";
    public const string Laboratory = "the laboratory's provider and Internet run";
    public const string Ready = "the gateway becomes ready";
    public const string Lease = "a LAN client gets an address";
    public const string Names = "the LAN client resolves names";
    public const string Page = "the LAN client fetches a page";

    public static IReadOnlyList<string> All { get; } = [File, Laboratory, Ready, Lease, Names, Page];
}
