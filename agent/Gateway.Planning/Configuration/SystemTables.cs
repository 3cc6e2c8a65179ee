using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>The tables on the box itself.</summary>
internal static class SystemTables
{
    public static SettingTable System { get; } = new("system", "The box itself.",
    [
        new Setting<string>("domain", SettingTypes.Text(DomainText.ParseDomain), (config, value) => config with { System = config.System with { Domain = value } })
        {
            Default = "\"home.arpa\"",
            Example = "\"home.arpa\"",
            Limits = "a domain name in ASCII, without a point at its end; not under local, localhost, invalid, onion or arpa (but home.arpa)",
            Doc = "The domain of everything inside: the box is gateway, its host is host under it.",
        },
        new Setting<string>("time-zone", SettingTypes.Text(TimeZoneText.Parse), (config, value) => config with { System = config.System with { TimeZone = value } })
        {
            Default = "\"UTC\"",
            Example = "\"Europe/Berlin\"",
            Limits = "a name of the IANA time zone database: Area/City, or UTC",
            Doc = "The time zone of the screen and of the logs.",
        },
        new Setting<ImmutableArray<string>>("ssh-keys", SettingTypes.List(SshKeyText.Parse), (config, value) => config with { System = config.System with { SshKeys = value } })
        {
            Default = "[]",
            Example = "[\"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB4pMhuwFYpaYKNPPzM4tKCLAOKVmRmIwxNvALxvQjtL you@laptop\"]",
            Limits = "OpenSSH public keys: ed25519, ecdsa, rsa, and the sk types of security keys; no options before the type",
            Doc = "Public keys that may log in as root over SSH from the inside; with none, no SSH server runs.",
        },
        new SecretSetting("console-password-hash", PasswordHashText.Parse, (config, value) => config with { Console = config.Console with { PasswordHash = value } })
        {
            WhenUnset = "the menu asks for no password: whoever stands before the box may use it",
            Example = "\"$y$j9T$IFWv4h9RTucTByZ6ah/Gl1$GmFSeZ2Z83Qt.ZzShAYJtbOBo0ZVGkF.mf51qiKNUb1\"",
            Limits = "a hash as mkpasswd makes it: yescrypt ($y$, cost 8 at most) or SHA-512 ($6$, fewer than a million rounds); or secret:NAME",
            Doc = "The hash of the password of the menu on the screen and the serial console.",
        },
    ]);

    public static SettingTable Host { get; } = new("host", "The appliance below the container.",
    [
        new Setting<HostOutsideAddress>("outside-address", SettingTypes.Word<HostOutsideAddress>(), (config, value) => config with { Host = config.Host with { OutsideAddress = value } })
        {
            Default = "\"off\"",
            Example = "\"off\"",
            Limits = "off or dhcp",
            Doc = "The host's own address on the outside card: off, none; dhcp, one from the provider. Nothing listens on it.",
        },
        new Setting<uint>("inside-address", SettingTypes.Text(Ipv4Text.ParseHost), (config, value) => config with { Host = config.Host with { InsideAddress = Ipv4Text.Format(value) } })
        {
            WhenUnset = "the first usable address of the inside subnet that is not the gateway's: 192.168.4.2",
            Example = "\"192.168.4.2\"",
            Limits = "an IPv4 address of the inside subnet, neither the gateway's nor in the DHCP pool",
            Doc = "The host's address inside, by which the appliance is managed.",
        },
    ]);
}
