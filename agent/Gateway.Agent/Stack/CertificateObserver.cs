using System.Collections.Immutable;
using Gateway.Planning.Services.Haproxy;

namespace Gateway.Agent.Stack;

/// <summary>Looks which files the certificate authority has laid out; what is in them is HAProxy's business.</summary>
public sealed class CertificateObserver(string folder = ServedCertificates.Folder)
{
    /// <summary>Their paths below the folder, in a fixed order.</summary>
    public ImmutableArray<string> Observe() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)]
        : [];
}
