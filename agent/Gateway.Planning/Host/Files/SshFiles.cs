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

    public static DesiredState Plan(GatewayConfig config) =>
        config.System.SshKeys.IsEmpty
            ? new DesiredState { Units = [new ManagedUnit(Unit, UnitGoal.Stopped)] }
            : new DesiredState
            {
                // sshd reads the keys at each login, so they need no reload.
                Files =
                [
                    new ManagedFile(KeysPath, new ConfText().Lines(config.System.SshKeys).ToString()),
                    new ManagedFile(ConfigPath, Sshd(config)),
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
