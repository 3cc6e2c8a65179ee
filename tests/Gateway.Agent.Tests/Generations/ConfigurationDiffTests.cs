using Gateway.Agent.Commands;
using Gateway.Agent.Generations;
using Gateway.Planning.Generations;

namespace Gateway.Agent.Tests.Generations;

public sealed class ConfigurationDiffTests : IDisposable
{
    private const string Hash = "$6$saltsalt$JcVDtuB6d1BHhCd5RPBh8g8xX/1CbY8EU2PN0MTaj2/Mypw4P./C6dN4j0HALhzBDTocyW1Jm.gYaTPjFGCV40";

    private readonly ConfigurationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_changed_password_is_seen_to_have_changed_and_neither_hash_is_shown()
    {
        await AdoptAsync($"{ConfigurationFixture.First}[system]\nconsole-password-hash = \"{Hash}\"\n");
        await AdoptAsync($"{ConfigurationFixture.First}[system]\nconsole-password-hash = \"{Hash.Replace("salt", "sand", StringComparison.Ordinal)}\"\n[proxy]\nenabled = false\n");

        var answer = await new ConfigurationHistory(_fixture.Store, _fixture.File, new CommandRunner()).DiffAsync([1, 2], Test.Cancellation);

        var text = answer.Result!.Value.GetProperty("text").GetString();
        Assert.Contains("-console-password-hash = (secret 1)\n+console-password-hash = (secret 2)\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("$6$", text, StringComparison.Ordinal);
        Assert.Contains("+enabled = false\n", text, StringComparison.Ordinal);
    }

    private async Task AdoptAsync(string text)
    {
        Assert.Null((await _fixture.AdmitAsync(text, GenerationOrigin.Apply)).Refusal);
        _fixture.Store.Update(GenerationChanges.Healthy);
    }
}
