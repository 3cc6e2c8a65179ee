using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>The table on further certificate authorities.</summary>
internal static class TrustTable
{
    public static SettingTable Trust { get; } = new("trust", "Whose certificates are believed.",
    [
        new Setting<ImmutableArray<string>>("certificates", SettingTypes.List(CertificateText.Parse), (config, value) => config with { Trust = config.Trust with { Certificates = value } })
        {
            Default = "[]",
            Example = "[\"-----BEGIN CERTIFICATE-----\\nMIIBOjCB7aADAgECAhQ+X27nyWujzqto4rB7SfpTkVEqKDAFBgMrZXAwEjEQMA4G\\nA1UEAwwHRXhhbXBsZTAgFw0yNjExMjEyMjM3MzlaGA8yMTI2MTAyODIyMzczOVow\\nEjEQMA4GA1UEAwwHRXhhbXBsZTAqMAUGAytlcAMhACL5odruBbO/aPIP4iFPRn1I\\naG7dvOEZAfzvB5Gp37Wzo1MwUTAdBgNVHQ4EFgQUgbTpeFnskR1Le2uIPPg43F37\\nFI4wHwYDVR0jBBgwFoAUgbTpeFnskR1Le2uIPPg43F37FI4wDwYDVR0TAQH/BAUw\\nAwEB/zAFBgMrZXADQQAD710/KhhtHrDBh4ifh8GAIh6wN1uC59WMISQFb0wd0bjI\\nDlZ4E3S0mifwmMLxR4AoN9MKKPZPkCYKJtAgWHID\\n-----END CERTIFICATE-----\"]",
            Limits = "certificates in PEM form, one in each text; no private keys",
            Doc = "Certificates of authorities that are believed beside the public ones.",
        },
    ]);
}
