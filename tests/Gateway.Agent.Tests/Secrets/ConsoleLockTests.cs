using System.Text;
using Gateway.Agent.Control;
using Gateway.Agent.Generations;
using Gateway.Agent.Secrets;
using Gateway.Planning.Generations;
using Gateway.Planning.Secrets;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Secrets;

public sealed class ConsoleLockTests : IDisposable
{
    /// <summary>Of "open sesame", by mkpasswd.</summary>
    public const string Hash = "$y$j9T$F5Jx5fExrKuPp53xLKQ..1$6JlLzEdKMvGk83Zgd3owplAejssJr2SFlJFlOc7i54A";
    private const string Sha512 = "$6$saltsalt$JcVDtuB6d1BHhCd5RPBh8g8xX/1CbY8EU2PN0MTaj2/Mypw4P./C6dN4j0HALhzBDTocyW1Jm.gYaTPjFGCV40";

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTime _time = new();
    private readonly ConsoleLock _lock;

    public ConsoleLockTests()
    {
        var store = new GenerationStore(_directory.Path);
        var file = Encoding.UTF8.GetBytes($"schema = 1\n[system]\nconsole-password-hash = \"{Hash}\"\n");
        store.Update(state => GenerationChanges.Adopt(state, GenerationStore.HashOf(file), GenerationOrigin.Apply, null, new Moment(_time.GetUtcNow(), 1, "boot", "run")), file);
        _lock = new ConsoleLock(store, new SecretStore(_directory.At("secrets")), _time, NullLogger<ConsoleLock>.Instance);
        _time.Advance(TimeSpan.FromHours(1));
    }

    public void Dispose()
    {
        _lock.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("test", Sha512, true)]
    [InlineData("open sesame", Hash, true)]
    [InlineData("open sesame!", Hash, false)]
    [InlineData("", Hash, false)]
    [InlineData("open sesame\0", Hash, false)]
    [InlineData("test", "$y$nonsense", false)]
    public void The_systems_crypt_decides(string password, string hash, bool matches) => Assert.Equal(matches, Crypt.Matches(Encoding.UTF8.GetBytes(password), hash));

    [Fact]
    public async Task Without_a_hash_there_is_no_lock()
    {
        using var directory = new TemporaryDirectory();
        using var open = new ConsoleLock(new GenerationStore(directory.At("none")), new SecretStore(directory.At("none")), _time, NullLogger<ConsoleLock>.Instance);

        Assert.Equal("""{"version":1,"locked":false}""", (await open.AnswerAsync(null, Test.Cancellation)).Result!.Value.GetRawText());
    }

    [Fact]
    public async Task The_right_password_opens()
    {
        Assert.Equal("""{"version":1,"locked":true}""", (await _lock.AnswerAsync(null, Test.Cancellation)).Result!.Value.GetRawText());
        Assert.Equal(ExitCode.Ok, (await TryAsync("open sesame")).Exit);
    }

    [Fact]
    public async Task After_each_wrong_one_the_next_is_looked_at_later_even_the_right_one()
    {
        Assert.Equal("the password is wrong; try again in 1s", (await TryAsync("a")).Error);
        Assert.Equal("wrong passwords were given; try again in 1s", (await TryAsync("open sesame")).Error);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("the password is wrong; try again in 2s", (await TryAsync("b")).Error);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("wrong passwords were given; try again in 1s", (await TryAsync("open sesame")).Error);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ExitCode.Ok, (await TryAsync("open sesame")).Exit);
        Assert.Equal("the password is wrong; try again in 1s", (await TryAsync("c")).Error);
    }

    [Fact]
    public async Task The_pause_has_a_bound()
    {
        for (var i = 0; i < 12; i++)
        {
            await TryAsync("a");
            _time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal("the password is wrong; try again in 5m", (await TryAsync("a")).Error);
    }

    [Fact]
    public async Task A_hash_that_is_referred_to_is_the_one_that_is_kept_now_and_without_it_nobody_gets_in()
    {
        using var directory = new TemporaryDirectory();
        var secrets = new SecretStore(directory.At("secrets"));
        var store = new GenerationStore(directory.At("generations"));
        var file = "schema = 1\n[system]\nconsole-password-hash = \"secret:console\"\n"u8.ToArray();
        store.Update(state => GenerationChanges.Adopt(state, GenerationStore.HashOf(file), GenerationOrigin.Apply, null, new Moment(_time.GetUtcNow(), 1, "boot", "run")), file);
        using var console = new ConsoleLock(store, secrets, _time, NullLogger<ConsoleLock>.Instance);

        Assert.Equal(ExitCode.Failed, (await console.AnswerAsync("open sesame"u8.ToArray(), Test.Cancellation)).Exit);
        _time.Advance(TimeSpan.FromSeconds(1));
        secrets.Set("console", new Secret(Hash));
        Assert.Equal(ExitCode.Ok, (await console.AnswerAsync("open sesame"u8.ToArray(), Test.Cancellation)).Exit);
        secrets.Set("console", new Secret(Sha512));
        Assert.Equal(ExitCode.Ok, (await console.AnswerAsync("test"u8.ToArray(), Test.Cancellation)).Exit);
    }

    private Task<ControlResponse> TryAsync(string password) => _lock.AnswerAsync(Encoding.UTF8.GetBytes(password), Test.Cancellation);
}
