namespace Gateway.Planning.Services.Authority;

/// <summary>What HAProxy tells the authority of the client, after it removed what the client itself sent under these names.</summary>
public static class EnrolmentHeaders
{
    /// <summary>1: the client showed a certificate, which is of this authority, valid and not revoked.</summary>
    public const string Verified = "X-Client-Verified";

    /// <summary>The common name in it.</summary>
    public const string Name = "X-Client-Name";

    /// <summary>Its serial number in hexadecimal, upper case.</summary>
    public const string Serial = "X-Client-Serial";

    /// <summary>Where the client is.</summary>
    public const string Address = "X-Client-Address";
}
