using System.Formats.Tar;
using System.IO.Compression;
using Gateway.Agent.Cli;
using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Agent.Secrets;
using Gateway.Agent.Support;
using Gateway.Agent.Tests.Control;
using Gateway.Planning.Secrets;
using Gateway.Planning.Status;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Support;

public sealed class SupportArchiveTests : IDisposable
{
    private const string Container = "var/lib/lxd/storage-pools/default/containers/gateway/rootfs";
    private const string Volumes = "var/lib/lxd/storage-pools/default/custom/default_gateway-";
    private const string Hash = "$y$j9T$F5Jx5fExrKuPp53xLKQ..1$6JlLzEdKMvGk83Zgd3owplAejssJr2SFlJFlOc7i54A";
    private const string KeyLine = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtz";
    private const string Key = "-----BEGIN OPENSSH PRIVATE KEY-----\n" + KeyLine + "\n-----END OPENSSH PRIVATE KEY-----\n";

    /// <summary>No part of the archive may hold one of them.</summary>
    private static readonly string[] Secrets = [Hash, Hash[8..40], KeyLine, "wrong-hunter1", "argv-hunter2", "url-hunter3", "header-hunter4", "rendered-hunter5", "tsig-hunter6-abcdef", "stored hunter7", "longer-hunter8-second-line"];

    private readonly TemporaryDirectory _root = new();
    private readonly ControlFixture _agent = new();
    private readonly FakeCommandRunner _commands = new();
    private readonly ManualTime _time = new();
    private readonly StringWriter _out = new();

    public void Dispose()
    {
        _agent.Dispose();
        _commands.Dispose();
        _out.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task No_secret_that_was_planted_anywhere_is_in_the_archive()
    {
        Plant();

        var files = await ArchiveAsync();

        Assert.All(Secrets, secret => Assert.DoesNotContain(files, file => file.Value.Contains(secret, StringComparison.Ordinal)));
        Assert.Contains("proxy", files["gateway-support/boot/gateway.toml"], StringComparison.Ordinal);
        Assert.Contains("console-password-hash = \"(secret)\"", files["gateway-support/boot/gateway.toml"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_helps_is_in_it()
    {
        Plant();

        var files = await ArchiveAsync();

        string[] expected =
        [
            "agent/status.json", "agent/history.txt", "agent/plan.txt", "host/kernel-version.txt", "host/nftables.txt", "logs/kernel.txt", "logs/host.txt", "logs/container.txt",
            "container/nftables.txt", "container/leases4.csv", "boot/status/STATUS.txt", "generations/a.toml", "rendered/host/etc/chrony/chrony.conf", "rendered/container/etc/kea/kea-dhcp4.conf",
        ];
        Assert.Empty(expected.Select(static name => "gateway-support/" + name).Except(files.Keys));
    }

    [Fact]
    public async Task A_link_of_the_containers_leads_to_no_file_of_the_host()
    {
        Plant();
        _root.Write("etc/shadow", "root-of-the-host");
        File.CreateSymbolicLink(_root.At($"{Container}/etc/evil"), _root.At("etc"));
        File.Delete(_root.At($"{Volumes}leases/kea-leases4.csv"));
        File.CreateSymbolicLink(_root.At($"{Volumes}leases/kea-leases4.csv"), _root.At("etc/shadow"));
        _root.Write($"{Volumes}state/manifest", "/etc/evil/shadow\n/../../../../../../../etc/shadow\n");

        Assert.DoesNotContain(await ArchiveAsync(), static file => file.Value.Contains("root-of-the-host", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_long_log_keeps_its_end_and_a_command_that_fails_leaves_its_words()
    {
        Plant();
        _commands.Answer(static command => command.ToText().Contains("--dmesg", StringComparison.Ordinal)
            ? new CommandResult(0, new string('x', 5_000_000) + "the end\n", "")
            : command.Program == "lsblk" ? new CommandResult(1, "", "no such tool") : null);

        var files = await ArchiveAsync();

        Assert.InRange(files["gateway-support/logs/kernel.txt"].Length, 2_000_000, 2_200_000);
        Assert.EndsWith("the end\n", files["gateway-support/logs/kernel.txt"], StringComparison.Ordinal);
        Assert.Contains("no such tool", files["gateway-support/host/partitions.txt"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_that_hangs_costs_its_own_answer_alone()
    {
        Plant();
        _agent.Queries.OnPlan = cancellation =>
        {
            _time.Advance(SupportArchive.Patience);
            return Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        };

        var files = await ArchiveAsync();

        Assert.Equal("[no answer within 20 s]\n", files["gateway-support/agent/plan.txt"]);
        Assert.Contains("\"1.2.3\"", files["gateway-support/agent/status.json"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_three_are_kept_for_the_owner_alone()
    {
        Plant();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(ExitCode.Ok, await RunAsync("support"));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var kept = Directory.GetFiles(_root.At("var/lib/gateway/support"));
        Assert.Equal(3, kept.Length);
        Assert.All(kept, static file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Contains(_out.ToString().TrimEnd('\n').Split('\n')[^1], kept);
    }

    [Fact]
    public async Task The_one_that_was_just_written_stays_whatever_the_clock_says()
    {
        Plant();
        foreach (var name in (string[])["20990101-000000.tar.gz", "20990101-000001.tar.gz.new", "20990101-000002.tar.gz"])
            _root.Write($"var/lib/gateway/support/gateway-support-{name}", "");

        Assert.Equal(ExitCode.Ok, await RunAsync("support"));

        var kept = Directory.GetFiles(_root.At("var/lib/gateway/support"));
        Assert.Equal(3, kept.Length);
        Assert.Contains(_out.ToString().TrimEnd('\n'), kept);
    }

    [Theory]
    [InlineData($"{Container}/etc/unbound/unbound_server.key")]
    [InlineData($"{Volumes}leases/kea-leases4.csv")]
    [InlineData($"{Volumes}state/manifest")]
    [InlineData($"{Container}/etc/kea/kea-dhcp4.conf")]
    public async Task A_pipe_of_the_containers_keeps_nobody_waiting(string path)
    {
        Plant();
        Directory.CreateDirectory(Path.GetDirectoryName(_root.At(path))!);
        File.Delete(_root.At(path));
        await new CommandRunner().RunCheckedAsync(Command.Of("mkfifo", _root.At(path)), Test.Cancellation);

        // On a thread of its own: what opens a pipe cannot be cancelled.
        Assert.NotEmpty(await Task.Run(ArchiveAsync, Test.Cancellation).SoonAsync());
    }

    [Fact]
    public async Task A_link_of_the_containers_has_no_folder_of_the_host_read_for_secrets()
    {
        Plant();
        _root.Write("etc/a-word-of-the-host.key", "gateway-support-words\n");
        Directory.CreateDirectory(_root.At($"{Container}/etc"));
        File.CreateSymbolicLink(_root.At($"{Container}/etc/unbound"), _root.At("etc"));

        Assert.Equal("gateway-support-words", new DeviceSecrets(_root.Path).Mask().Apply("gateway-support-words"));
    }

    [Fact]
    public async Task A_source_that_fails_in_a_way_that_nobody_thought_of_costs_itself_alone()
    {
        using var archive = new MemoryStream();

        await new SupportArchive(SecretMask.ByForm, _time).WriteAsync(
            archive, [new SupportSource("bad", static _ => throw new FormatException("not JSON")), new SupportSource("good", static _ => Task.FromResult("fine"))], Test.Cancellation);

        archive.Position = 0;
        await using var gzip = new GZipStream(archive, CompressionMode.Decompress);
        using var text = new StreamReader(gzip);
        Assert.Matches("(?s)not JSON.*fine", await text.ReadToEndAsync(Test.Cancellation));
    }

    [Fact]
    public async Task Logs_are_shown_without_secrets()
    {
        Plant();

        Assert.Equal(ExitCode.Ok, await RunAsync("logs"));

        Assert.Contains("started", _out.ToString(), StringComparison.Ordinal);
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, _out.ToString(), StringComparison.Ordinal));
    }

    private void Plant()
    {
        var log = $"started curl --password argv-hunter2 https://me:url-hunter3@host/\nAuthorization: Bearer header-hunter4\nhash {Hash}\n{KeyLine}\ntsig-hunter6-abcdef\nsaid stored hunter7 aloud\nlonger-hunter8-second-line\n";
        _commands.Answer(command => new CommandResult(0, command.Program == "journalctl" ? log : command.ToText() + "\n", ""));
        _agent.Queries.Document = new StatusDocument { Release = "1.2.3", Conditions = [new Condition("x", "error", $"refused password=wrong-hunter1 {Hash}")] };
        _agent.Queries.Changes = [$"write /etc/x password = \"rendered-hunter5\""];
        _root.Write("boot/gateway.toml", $"schema = 1\n[proxy]\n[system]\nconsole-password-hash = \"{Hash}\"\n");
        _root.Write("boot/status/STATUS.txt", "fine\n");
        _root.Write("var/lib/gateway/generations/a.toml", $"schema = 1\n[system]\nconsole-password-hash = \"{Hash}\"\nconsole-password = wrong-hunter1\n");
        _root.Write("var/lib/gateway/ssh/ssh_host_ed25519_key", Key);
        _root.Write("var/lib/gateway/secrets/pppoe", "stored hunter7");
        _root.Write("var/lib/gateway/secrets/.key.gateway-new", "first line of the key\nlonger-hunter8-second-line");
        _root.Write("run/gateway/manifest", "/etc/chrony/chrony.conf\n");
        _root.Write("etc/chrony/chrony.conf", $"server x\n{Key}");
        _root.Write($"{Container}/etc/chrony/chrony.keys", "tsig-hunter6-abcdef\n");
        _root.Write($"{Container}/etc/kea/kea-dhcp4.conf", "{\"Dhcp4\": {\"key\": {\"secret\": \"rendered-hunter5\"}, \"note\": \"tsig-hunter6-abcdef\"}}");
        _root.Write($"{Volumes}state/manifest", "/etc/kea/kea-dhcp4.conf\n");
        _root.Write($"{Volumes}leases/kea-leases4.csv", "192.168.4.50,02:00:00:00:00:01\n");
        _root.Write("sys/fs/cgroup/lxc.payload.gateway/init.scope/cgroup.procs", "4711\n");
        Directory.CreateDirectory(_root.At("journal"));
    }

    private async Task<Dictionary<string, string>> ArchiveAsync()
    {
        var path = _root.At("out.tar.gz");
        Assert.Equal(ExitCode.Ok, await RunAsync("support", path));
        Assert.All(_commands.Log, command => Assert.All(Secrets, secret => Assert.DoesNotContain(secret, command, StringComparison.Ordinal)));
        await using var file = File.OpenRead(path);
        await using var gzip = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(gzip);
        Dictionary<string, string> files = [];
        while (await tar.GetNextEntryAsync(cancellationToken: Test.Cancellation) is { } entry)
        {
            using var text = new StreamReader(entry.DataStream ?? Stream.Null);
            files[entry.Name] = await text.ReadToEndAsync(Test.Cancellation);
        }

        return files;
    }

    private Task<int> RunAsync(params string[] arguments)
    {
        var context = new VerbContext(_out, _out, new ControlClient(_agent.SocketPath), _commands, new Journals(_root.At("journal"))) { Root = _root.Path, Time = _time };
        return new CommandLine(VerbCatalog.Verbs, context).RunAsync([.. arguments], Test.Cancellation);
    }
}
