using System.Collections.Immutable;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Services.Unbound;

/// <summary>A domain for which others are asked.</summary>
/// <param name="Domain">Without a point at its end.</param>
/// <param name="Targets">Who is asked, in unbound's form.</param>
/// <param name="Tls">True: over TLS; each target has the name that its certificate must have.</param>
/// <param name="Dnssec">False: its answers are taken without signatures.</param>
/// <param name="PrivateAddresses">True: its names may have private addresses.</param>
public sealed record ForwardZone(string Domain, ImmutableArray<string> Targets, bool Tls, bool Dnssec, bool PrivateAddresses)
{
    public static ForwardZone From(ForwardZoneConfig config)
    {
        var upstreams = config.Upstreams.Select(Upstream.Parse).ToArray();
        return new ForwardZone(
            config.Domain,
            [.. upstreams.Select(static upstream => upstream.Target)],
            Tls: upstreams.Any(static upstream => upstream.Name is not null),
            config.Dnssec,
            config.PrivateAddresses);
    }
}
