using System.Text;
using Gateway.Agent.Host;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Host;

public sealed class GenerationsTests : IDisposable
{
    private const string Good = "schema = 1\n[outside]\nnic = \"mac:52:54:00:00:00:01\"\n[inside]\nnic = \"mac:52:54:00:00:00:02\"\n";
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_configuration_becomes_a_generation_only_when_it_was_applied()
    {
        var generations = new Generations(_directory.At("generations"));

        Assert.Equal(1, generations.Of([1]).Number);
        Assert.Null(generations.Newest());
        generations.Confirm(generations.Of([1]));

        Assert.Equal(1, generations.Newest()!.Number);
    }

    [Fact]
    public void The_same_file_stays_the_same_generation_and_another_one_is_the_next()
    {
        var generations = new Generations(_directory.At("generations"));
        generations.Confirm(generations.Of("a"u8.ToArray()));

        Assert.Equal(1, generations.Of("a"u8.ToArray()).Number);
        Assert.Equal(2, generations.Of("b"u8.ToArray()).Number);
    }

    [Fact]
    public void Only_the_last_ones_are_kept()
    {
        var generations = new Generations(_directory.At("generations"));
        for (var i = 0; i < 15; i++)
            generations.Confirm(generations.Of(Encoding.UTF8.GetBytes($"{i}")));

        Assert.Equal(15, generations.Newest()!.Number);
        Assert.Equal(10, Directory.GetFiles(_directory.At("generations")).Length);
    }

    [Fact]
    public async Task A_wrong_file_on_a_new_device_leaves_nothing_to_run()
    {
        _directory.Write("boot/gateway.toml", "schema = 1\nbogus = 2\n");

        var considered = await Source().ConsiderAsync(Test.Cancellation);

        Assert.Equal("invalid", considered.Status.State);
        Assert.Contains("gateway.toml:2:1", considered.ErrorText, StringComparison.Ordinal);
        Assert.Null(considered.Config);
    }

    [Fact]
    public async Task A_wrong_file_on_a_working_device_leaves_the_last_good_one_running()
    {
        new Generations(_directory.At("generations")).Confirm(new Generation(4, Encoding.UTF8.GetBytes(Good)));
        _directory.Write("boot/gateway.toml", "schema = 1\nbogus = 2\n");

        var considered = await Source().ConsiderAsync(Test.Cancellation);

        Assert.Equal(("invalid", 4), (considered.Status.State, considered.Generation!.Number));
        Assert.NotNull(considered.Config);
    }

    [Fact]
    public async Task A_file_that_an_editor_gave_another_ending_is_found()
    {
        _directory.Write("boot/gateway.toml.txt", Good);

        var considered = await Source().ConsiderAsync(Test.Cancellation);

        Assert.Equal(("ok", 1), (considered.Status.State, considered.Generation!.Number));
    }

    [Fact]
    public async Task Without_a_file_the_status_says_so()
    {
        Directory.CreateDirectory(_directory.At("boot"));

        Assert.Equal("missing", (await Source().ConsiderAsync(Test.Cancellation)).Status.State);
    }

    private ConfigurationSource Source() => new(new OperatorFile(_directory.At("boot")), new Generations(_directory.At("generations")));
}
