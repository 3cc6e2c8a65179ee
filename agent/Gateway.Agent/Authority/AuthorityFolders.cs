using Gateway.Planning.Services.Authority;

namespace Gateway.Agent.Authority;

/// <summary>Where the authority keeps, finds and leaves its things.</summary>
/// <param name="root">What stands before every path; empty on a machine.</param>
public sealed class AuthorityFolders(string root = "")
{
    public string State { get; } = root + AuthorityDefaults.State;
    public string Request { get; } = root + AuthorityDefaults.Request;
    public string EnrolScript { get; } = root + AuthorityDefaults.EnrolScript;
    public string Served { get; } = root + AuthorityDefaults.Served;
    public string Services { get; } = root + AuthorityDefaults.Services;
    public string ClientCa { get; } = root + AuthorityDefaults.ClientCa;
    public string ClientCrl { get; } = root + AuthorityDefaults.ClientCrl;
    public string RootCertificate { get; } = root + AuthorityDefaults.RootCertificate;
    public string PullMap { get; } = root + AuthorityDefaults.PullMap;
    public string PushMap { get; } = root + AuthorityDefaults.PushMap;
    public string Report { get; } = root + AuthorityDefaults.Report;
    public string Changed { get; } = root + AuthorityDefaults.Changed;
    public string Reload { get; } = root + AuthorityDefaults.Reload;

    /// <summary>Root and issuing authority with their keys: there as a whole, or not at all.</summary>
    public string Keys => Path.Join(State, "ca");
    public string Register => Path.Join(State, "clients.json");

    /// <summary>What was asked for when everything was issued last, and in which time nothing is to be done: what <c>authority-due</c> compares.</summary>
    public string Satisfied => Path.Join(State, "request.json");
    public string Quiet => Path.Join(State, "quiet");
}
