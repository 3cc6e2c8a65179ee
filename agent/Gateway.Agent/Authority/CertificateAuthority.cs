using System.Security.Cryptography.X509Certificates;
using Gateway.Agent.Files;
using Gateway.Planning.Authority;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Authority;

/// <summary>Keeps what is served as it is asked for, and signs for clients. One at a time: each change is on the disk before the next one begins.</summary>
internal sealed partial class CertificateAuthority(AuthorityFolders folders, TimeProvider time, ILogger logger) : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock _lock = new();
    private readonly RegisterFile _register = new(folders);
    private readonly ServedCertificates _served = new(folders);
    private AuthorityKeys? _keys;
    private ClientRegister? _clients;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Issues and renews what is due.</summary>
    public void Renew()
    {
        lock (_lock)
        {
            try
            {
                Open();
                var text = File.ReadAllText(folders.Request);
                Publish(AuthorityRequestJson.Parse(text), text);
            }
            catch (AuthorityDamagedException e)
            {
                LogProblem(logger, e.Message);
                Report("authority-damaged", e.Message);
            }
            catch (Exception e) when (e is FormatException or FileNotFoundException)
            {
                LogProblem(logger, $"reading what is asked for: {e.Message}; the stack's agent writes it: see `gateway status`");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                LogProblem(logger, $"laying out certificates: {e.Message}; what is served stays as it is, and it is tried again: is there room on the disk?");
            }
        }
    }

    /// <summary>What is asked of it, with the keys and the register at hand.</summary>
    /// <exception cref="AuthorityDamagedException">They are not whole.</exception>
    public T With<T>(Func<AuthorityKeys, ClientRegister, T> ask)
    {
        lock (_lock)
        {
            Open();
            return ask(_keys!, _clients!);
        }
    }

    /// <summary>Changes the register, on the disk first, and what is served after it.</summary>
    public ClientRegister Change(Func<ClientRegister, ClientRegister> change)
    {
        lock (_lock)
        {
            Open();
            var next = change(_clients!);
            // Until all is served that follows from it: were this to end in between, it is looked at again.
            AtomicFile.Remove(folders.Quiet);
            Keep(next);
            Renew();
            return _clients!;
        }
    }

    /// <summary>Signs for a client, and remembers it before anybody has it.</summary>
    /// <param name="refuse">The last word, with the register of this moment; null: yes.</param>
    /// <returns>The certificate, or why there is none.</returns>
    public (X509Certificate2? Certificate, EnrolmentRefusal? Refusal) Sign(
        string name, PublicKey key, bool byToken, Func<ClientRegister, EnrolmentRefusal?> refuse)
    {
        lock (_lock)
        {
            Open();
            if (refuse(_clients!) is { } refusal)
                return (null, refusal);
            var validity = AuthorityCalendar.ValidityFrom(Now, AuthorityRequestJson.Parse(File.ReadAllText(folders.Request)).ClientLife);
            var certificate = CertificateMaker.Client(name, key, _keys!.Issuing, validity);
            Keep(Enrolment.Enrolled(_clients!, name, new ClientCertificate(certificate.SerialNumber, validity.Begin, validity.End), byToken));
            LogSigned(logger, name, certificate.SerialNumber, validity.End);
            return (certificate, null);
        }
    }

    public void Dispose() => _keys?.Dispose();

    private void Open()
    {
        if (_keys is not null && _clients is not null)
            return;
        _keys ??= AuthorityKeys.Open(folders);
        _clients = _register.Read();
    }

    private void Keep(ClientRegister register)
    {
        _register.Write(register);
        _clients = register;
    }

    private void Publish(AuthorityRequest request, string text)
    {
        _served.WriteFoundations(_keys!, _clients!);
        if (!AuthorityCalendar.IsPlausible(Now))
        {
            var problem = $"issuing certificates: the clock says {Now:yyyy-MM-dd}, which it cannot be; nothing is issued until it is right: see [time] servers, or set it with `date -s` on the host";
            LogProblem(logger, problem);
            Report("clock-implausible", problem);
            return;
        }

        var plan = IssuePlanner.Plan(request, _served.Observe(_keys!), _clients!, Now);
        if (plan.Revocations is not null && !IssuePlanner.IsCurrent(_clients!.Revocations, Now))
            Keep(_clients! with { Revocations = _clients!.Revocations.Next(Now) });
        if (plan.Revocations is not null)
            _served.WriteRevocations(RevocationLists.Make(_keys!, _clients!));
        foreach (var issue in plan.Services)
            Issue(issue, request);
        foreach (var name in plan.Gone)
            _served.RemoveService(name);
        if (!plan.IsEmpty)
            LogPlan(logger, plan.ToText().TrimEnd('\n'));
        Report(null, null);
        Remember(request, text);
    }

    private void Issue(ServiceIssue issue, AuthorityRequest request)
    {
        using var certificate = CertificateMaker.Service(issue.Service, _keys!.Issuing, AuthorityCalendar.ValidityFrom(Now, request.ServiceLife));
        _served.WriteService(issue.Service, certificate, _keys!);
    }

    private void Report(string? problem, string? text)
    {
        _served.WriteReport(new AuthorityReport { Fingerprint = _keys?.Fingerprint, Problem = problem, Text = text });
        _served.Announce(Now);
    }

    /// <summary>The quiet time last: with it in place nobody looks again before it is over.</summary>
    private void Remember(AuthorityRequest request, string text)
    {
        var quiet = IssuePlanner.Quiet(request, _served.Observe(_keys!), _clients!);
        AtomicFile.Write(folders.Satisfied, text, OwnerOnly);
        AtomicFile.Write(folders.Quiet, $"{quiet.Begin.ToUnixTimeSeconds()} {quiet.End.ToUnixTimeSeconds()}\n", OwnerOnly);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Plan}")]
    private static partial void LogPlan(ILogger logger, string plan);

    [LoggerMessage(Level = LogLevel.Information, Message = "signed certificate {Serial} for client {Name}, valid until {End:u}")]
    private static partial void LogSigned(ILogger logger, string name, string serial, DateTimeOffset end);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Problem}")]
    private static partial void LogProblem(ILogger logger, string problem);
}
