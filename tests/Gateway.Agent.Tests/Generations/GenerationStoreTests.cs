using System.Text;
using Gateway.Agent.Generations;
using Gateway.Planning.Generations;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Generations;

public sealed class GenerationStoreTests : IDisposable
{
    private static readonly Moment Now = new(DateTimeOffset.UnixEpoch, 10, "boot", "run");
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_new_device_remembers_nothing()
    {
        Assert.Empty(Store().State.Generations);
        Assert.False(Directory.Exists(_directory.At("generations")));
    }

    [Fact]
    public void What_was_adopted_is_there_after_a_restart_byte_for_byte()
    {
        byte[] file = [0xef, 0xbb, 0xbf, .. "schema = 1\r\n"u8];
        Adopt(Store(), file);

        var read = Store();

        Assert.Equal(1, read.State.Running);
        Assert.Equal(file, read.Read(read.State.RunningRecord!.Hash));
    }

    [Fact]
    public void A_text_that_nobody_names_any_more_is_forgotten()
    {
        var store = Store();
        for (var i = 0; i < 25; i++)
            Adopt(store, Encoding.UTF8.GetBytes($"{i}"));

        Assert.Equal((20, 25), (store.State.Generations.Length, store.State.Running));
        Assert.Equal(20, Directory.GetFiles(_directory.At("generations"), "*.toml").Length);
    }

    [Fact]
    public void A_text_without_its_entry_in_the_list_is_as_if_it_had_never_been()
    {
        var store = Store();
        Adopt(store, "old"u8.ToArray());
        // The power went between the two writes.
        _directory.Write($"generations/{GenerationStore.HashOf("new"u8.ToArray())}.toml", "new");

        var read = Store();

        Assert.Equal(("old", 1), (Encoding.UTF8.GetString(read.Read(read.State.RunningRecord!.Hash)!), read.State.Generations.Length));
    }

    [Fact]
    public void A_change_that_could_not_be_written_is_not_there_after_a_restart_either()
    {
        var store = Store();
        Adopt(store, "old"u8.ToArray());
        // A folder in the way of the temporary file fails as a full disk does, for root too.
        Directory.CreateDirectory(_directory.At("generations/.confirmed.gateway-new/x"));

        Assert.Throws<IOException>(() => Adopt(store, "new"u8.ToArray()));

        Assert.Equal((1, 1, 1), (Store().State.Running, Store().State.Confirmed, store.State.Running));
    }

    [Fact]
    public void A_damaged_text_is_no_text()
    {
        var store = Store();
        Adopt(store, "good"u8.ToArray());
        var hash = store.State.RunningRecord!.Hash;
        File.WriteAllText(store.PathOf(hash), "gox");

        Assert.Null(store.Read(hash));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("rubbish")]
    public void A_damaged_list_costs_the_history_and_not_the_configuration(string damage)
    {
        Adopt(Store(), "good"u8.ToArray());
        _directory.Write("generations/generations.json", damage);

        var read = Store();

        Assert.Equal((1, 1), (read.State.Running, read.State.Confirmed));
        Assert.Equal("good"u8.ToArray(), read.Read(read.State.RunningRecord!.Hash));
    }

    [Fact]
    public void With_a_damaged_list_the_confirmed_text_runs_and_not_a_newer_one_that_was_refused()
    {
        Adopt(Store(), "good"u8.ToArray());
        Store().Update(
            static state => GenerationChanges.Refuse(state, GenerationStore.HashOf("bad"u8.ToArray()), GenerationOrigin.Apply, "no", Now), "bad"u8.ToArray());
        _directory.Write("generations/generations.json", "rubbish");

        var read = Store();

        Assert.Equal("good"u8.ToArray(), read.Read(read.State.RunningRecord!.Hash));
        Assert.Equal((read.State.Running, 2), (read.State.Confirmed, read.State.Generations.Length));
        Assert.NotNull(read.Damage);
    }

    [Fact]
    public void What_is_taken_back_is_taken_back_though_the_disk_takes_nothing_and_is_written_when_it_does()
    {
        var store = Store();
        Adopt(store, "good"u8.ToArray());
        store.Update(static state => GenerationChanges.Adopt(state, GenerationStore.HashOf("next"u8.ToArray()), GenerationOrigin.Apply, null, Now), "next"u8.ToArray());
        // A folder in the way of the temporary file fails as a full disk does, for root too.
        Directory.CreateDirectory(_directory.At("generations/.generations.json.gateway-new/x"));

        Assert.Equal(1, store.Settle(static state => GenerationChanges.Fail(state, "no DNS")).Running);
        Assert.NotNull(store.Unwritten);
        Assert.Equal(2, Store().State.Running);
        Assert.Contains("df /var", Assert.Throws<IOException>(() => store.Update(static state => GenerationChanges.Adopt(state, "third", GenerationOrigin.Apply, null, Now), "third"u8.ToArray())).Message, StringComparison.Ordinal);
        Assert.Equal(1, store.State.Running);

        Directory.Delete(_directory.At("generations/.generations.json.gateway-new"), recursive: true);
        store.Settle(static state => state);

        Assert.Equal((1, null), (Store().State.Running, store.Unwritten));
    }

    [Fact]
    public async Task Who_waits_is_told_of_a_change()
    {
        var store = Store();
        var waiting = store.Changes.NextAsync(store.State, Test.Cancellation);
        Adopt(store, "good"u8.ToArray());

        Assert.Equal(1, (await waiting.SoonAsync()).Running);
    }

    private GenerationStore Store() => new(_directory.At("generations"));

    private static void Adopt(GenerationStore store, byte[] file) => store.Update(
        state => GenerationChanges.Healthy(GenerationChanges.Adopt(state, GenerationStore.HashOf(file), GenerationOrigin.Apply, null, Now)), file);
}
