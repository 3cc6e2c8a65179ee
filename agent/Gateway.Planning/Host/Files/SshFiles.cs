using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Services;

namespace Gateway.Planning.Host.Files;

/// <summary>SSH to the host: from the inside, as root, with keys; off while gateway.toml names no key.</summary>
public static class SshFiles
{
    public const string Unit = "gateway-ssh.service";
    private const string ConfigPath = "/etc/gateway/sshd_config";
    private const string KeysPath = "/etc/gateway/authorized_keys";

    /// <summary>sshd wants a host key and its folder, which the unit makes at its first start, after the check: it gets a key of its own.</summary>
    private static readonly FileCheck Check = new(
        "/bin/sh",
        [
            "-ec",
            "mkdir -p -m 0755 /run/sshd; keys=$(mktemp -d); trap 'rm -rf \"$keys\"' EXIT; "
            + "ssh-keygen -q -t ed25519 -N '' -f \"$keys/key\"; /usr/sbin/sshd -t -h \"$keys/key\" -f \"$1\"",
            "check", "{file}",
        ]);

    public static DesiredState Plan(GatewayConfig config) =>
        config.System.SshKeys.IsEmpty
            ? new DesiredState { Units = [new ManagedUnit(Unit, UnitGoal.Stopped)] }
            : new DesiredState
            {
                // sshd reads the keys at each login, so they need no reload.
                Files =
                [
                    new ManagedFile(KeysPath, new ConfText().Lines(config.System.SshKeys).ToString()),
                    new ManagedFile(ConfigPath, Sshd(config)) { Check = Check },
                ],
                Units = [new ManagedUnit(Unit, UnitGoal.Running) { RestartOn = [ConfigPath] }],
            };

    private static string Sshd(GatewayConfig config) => new ConfText().Lines(
    [
        $"ListenAddress {SegmentDefaults.HostAddress(config)}",
        "AddressFamily inet",
        "Port 22",
        "HostKey /var/lib/gateway/ssh/ssh_host_ed25519_key",
        "AllowUsers root",
        "PermitRootLogin prohibit-password",
        "PubkeyAuthentication yes",
        "AuthenticationMethods publickey",
        "PasswordAuthentication no",
        "KbdInteractiveAuthentication no",
        $"AuthorizedKeysFile {KeysPath}",
        "UsePAM yes",
        "X11Forwarding no",
        "PrintMotd no",
        "Subsystem sftp internal-sftp",
    ]).ToString();
}
