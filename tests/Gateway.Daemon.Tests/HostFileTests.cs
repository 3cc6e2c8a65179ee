using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Tests.Host;

namespace Gateway.Daemon.Tests;

/// <summary>Every file of the host that has a checker passes it, by the very command that production runs.</summary>
public sealed class HostFileTests
{
    private static readonly SortedDictionary<string, GatewayConfig> Samples = new()
    {
        ["default"] = HostSamples.Config,
        ["everything"] = HostSamples.Config with
        {
            System = new SystemConfig { SshKeys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA/uPqGC2WbHwYnpcRYKPWJ1nt1vHsgqmUKOyBcp7Svb someone"] },
            Host = new HostConfig { OutsideAddress = HostOutsideAddress.Dhcp },
            Time = new TimeConfig { Servers = ["ptbtime1.ptb.de", "9.1.0.123"] },
        },
    };

    public static TheoryData<string, string> CheckedFiles()
    {
        var data = new TheoryData<string, string>();
        foreach (var sample in Samples.Keys)
        {
            foreach (var file in Files(sample))
            {
                data.Add(sample, file.Path);
            }
        }

        return data;
    }

    [Fact]
    public void Every_daemon_with_a_checker_has_one_here() => Assert.Equal(
        ["/etc/chrony/chrony.conf", "/etc/gateway/host-firewall.nft", "/etc/gateway/sshd_config"],
        Files("everything").Select(static file => file.Path).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(CheckedFiles))]
    public void Its_own_daemon_accepts_the_rendered_file_and_refuses_a_spoilt_one(string sample, string path)
    {
        HostRoot.Require();
        var file = Files(sample).Single(file => file.Path == path);

        var result = HostRoot.Check(file, file.Content);

        Assert.True(result.ExitCode == 0, $"{file.Check!.Program} refused {path} of \"{sample}\":\n{result.Output}\n{file.Content}");
        Assert.NotEqual(0, HostRoot.Check(file, file.Content + "no-such-directive { here\n").ExitCode);
    }

    private static IEnumerable<ManagedFile> Files(string sample) =>
        HostSamples.Plan(Samples[sample], HostSamples.First, HostSamples.Second).State.Files.Where(static file => file.Check is not null);
}
