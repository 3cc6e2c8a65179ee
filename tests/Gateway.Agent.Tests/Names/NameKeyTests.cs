using Gateway.Agent.Names;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Names;

public sealed class NameKeyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private NameKey Key => new(_directory.At("names.key"));

    [Fact]
    public void It_is_made_once_and_root_alone_may_read_it()
    {
        var made = Key.Read().Reveal();

        Assert.Equal(32, Convert.FromBase64String(made).Length);
        Assert.Equal(made, Key.Read().Reveal());
        Assert.Equal($"hmac-sha256:gateway:{made}\n", File.ReadAllText(_directory.At("names.key")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory.At("names.key")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hmac-sha256:gateway:")]
    [InlineData("hmac-sha256:gateway:c2hvcnQ=")]
    [InlineData("hmac-sha256:gateway:?")]
    [InlineData("something else, which is longer than the prefix is")]
    public void A_file_without_a_key_is_made_anew(string text)
    {
        _directory.Write("names.key", text);

        Assert.Equal(Key.Read().Reveal(), Key.Read().Reveal());
        Assert.StartsWith("hmac-sha256:gateway:", File.ReadAllText(_directory.At("names.key")), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();
}
