using Gateway.Planning.Names;

namespace Gateway.Planning.Tests.Names;

/// <summary>The examples of RFC 4701 section 3.6.</summary>
public sealed class DhcidTests
{
    [Theory]
    [InlineData("01:02:03:04:05:06", "ff:00:00:00:01:00:01:00:06:41:2d:f1:66:01:02:03:04:05:06", "chi6.example.com", "AAIBY2/AuCccgoJbsaxcQc9TUapptP69lOjxfNuVAA2kjEA=")]
    [InlineData("01:02:03:04:05:06", "01:07:08:09:0a:0b:0c", "chi.example.com", "AAEBOSD+XR3Os/0LozeXVqcNc7FwCfQdWL3b/NaiUDlW2No=")]
    [InlineData("01:02:03:04:05:06", "", "client.example.com", "AAABxLmlskllE0MVjd57zHcWmEH3pCQ6VytcKD//7es/deY=")]
    public void It_is_made_of_the_best_identity_that_the_client_has(string mac, string clientId, string name, string dhcid) =>
        Assert.Equal(dhcid, Dhcid.Of(new Lease("192.0.2.3", mac, clientId, "", 60, 60), name));
}
