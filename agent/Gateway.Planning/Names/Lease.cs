using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Planning.Names;

/// <summary>A lease as Kea's lease file has it.</summary>
/// <param name="ClientId">Hexadecimal bytes with colons; empty: the client sent none.</param>
/// <param name="HostName">What the client calls itself, in any form.</param>
/// <param name="Lifetime">Seconds; 0: given back.</param>
/// <param name="Ends">Seconds since 1970.</param>
public sealed record Lease(string Address, string Mac, string ClientId, string HostName, long Lifetime, long Ends)
{
    private const int Columns = 10;
    private const string Held = "0";
    private const string Declined = "1";

    /// <summary>False: declined, or expired and taken back.</summary>
    public bool IsHeld { get; init; } = true;

    /// <summary>True: a client found somebody else at the address, which is given to nobody until the lease ends.</summary>
    public bool IsDeclined { get; init; }

    /// <summary>Where it stands in the file: of two that began in the same second the lesser came first.</summary>
    public long Order { get; init; }

    public bool IsActiveAt(long now) => IsHeld && IsTakenAt(now);

    /// <summary>True: nobody else can get the address.</summary>
    public bool IsTakenAt(long now) => (IsHeld || IsDeclined) && Lifetime > 0 && Ends > now;

    /// <summary>address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,… -&gt; the lease; null: the line is none.</summary>
    public static Lease? Parse(string line)
    {
        var columns = line.Split(',');
        return columns.Length >= Columns
            && IPAddress.TryParse(columns[0], out var address)
            && address.AddressFamily == AddressFamily.InterNetwork
            && IsHex(columns[1]) && IsHex(columns[2])
            && long.TryParse(columns[3], NumberStyles.None, CultureInfo.InvariantCulture, out var lifetime)
            && long.TryParse(columns[4], NumberStyles.None, CultureInfo.InvariantCulture, out var ends)
            ? new Lease(address.ToString(), columns[1], columns[2], columns[8], lifetime, ends) { IsHeld = columns[9] == Held, IsDeclined = columns[9] == Declined }
            : null;
    }

    /// <summary>Pairs of hexadecimal digits with colons between them.</summary>
    private static bool IsHex(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i % 3 == 2 ? text[i] != ':' : !char.IsAsciiHexDigit(text[i]))
                return false;
        }

        return text.Length == 0 || text.Length % 3 == 2;
    }
}
