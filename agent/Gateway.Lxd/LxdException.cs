using System.Net;

namespace Gateway.Lxd;

/// <summary>LXD refused, failed or could not be reached: what was asked, and what it said.</summary>
public sealed class LxdException : Exception
{
    public LxdException(string request, string answer, HttpStatusCode? code = null, Exception? inner = null)
        : base(code is null ? $"LXD: {request}: {answer}" : $"LXD: {request}: {answer} (code {(int)code})", inner)
    {
        Request = request;
        Answer = answer;
        Code = code;
    }

    /// <summary>Method and path, such as <c>PUT /1.0/instances/gateway/state</c>.</summary>
    public string Request { get; }

    /// <summary>LXD's own words, or the transport's.</summary>
    public string Answer { get; }

    /// <summary>LXD's code, or null when it gave no answer.</summary>
    public HttpStatusCode? Code { get; }

    public bool IsNotFound => Code == HttpStatusCode.NotFound;

    /// <summary>True before LXD has finished its own start.</summary>
    public bool IsNotReady => Code == HttpStatusCode.ServiceUnavailable;

    /// <summary>
    /// True for the two answers LXD 5.0 gives for some seconds after a container's init was killed, while it
    /// still cleans up; the same request works afterwards.
    /// </summary>
    public bool IsBusy =>
        Answer.Contains("already running", StringComparison.OrdinalIgnoreCase)
        || Answer.Contains("is busy running", StringComparison.OrdinalIgnoreCase);
}
