using Gateway.Agent.Files;
using Gateway.Agent.Host;
using Gateway.Planning.Stack;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Host;

public sealed class HandoverTests : IDisposable
{
    private static readonly StackDocument Document = new() { Generation = 5 };
    private readonly TemporaryDirectory _directory = new();
    private readonly ContainerUser _user = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Only_the_containers_root_can_read_what_it_is_given()
    {
        var path = _directory.Write("stack.json", StackDocumentJson.ToText(Document));
        File.SetUnixFileMode(path, AtomicFile.DefaultMode);
        _user.Learn(LinuxFile.geteuid());
        var handover = new Handover(_user, path);
        Assert.False(handover.IsGiven(Document));

        handover.Give(Document);

        Assert.True(handover.IsGiven(Document));
        Assert.Equal((Handover.OwnerOnly, LinuxFile.geteuid()), (LinuxFile.Stat(path)!.Mode, LinuxFile.Stat(path)!.Uid));
        Assert.False(handover.IsGiven(Document with { Generation = 6 }));
    }

    [Fact]
    public void Nothing_is_written_before_it_is_known_for_whom()
    {
        var handover = new Handover(_user, _directory.At("stack.json"));

        handover.Give(Document);

        Assert.False(File.Exists(_directory.At("stack.json")));
        Assert.True(handover.IsGiven(null));
    }
}
