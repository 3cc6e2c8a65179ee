using Gateway.Build.Testing;
using Gateway.Build.Tools;

namespace Gateway.Build.Tests;

public sealed class RawImageTests
{
    [Fact]
    public async Task A_disk_is_taken_as_it_is()
    {
        using var folder = new TemporaryFolder(Path.GetTempPath());
        var image = Path.Combine(folder.Path, "gateway.img");
        await File.WriteAllBytesAsync(image, new byte[4096], TestContext.Current.CancellationToken);

        Assert.Equal(image, await RawImage.FromAsync(new ToolsRoot("", "/nowhere"), image, folder.Path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_told_with_the_option()
    {
        var error = await Assert.ThrowsAsync<BuildException>(
            static () => RawImage.FromAsync(new ToolsRoot("", "/nowhere"), "/nowhere/gateway.img", "/nowhere", TestContext.Current.CancellationToken));

        Assert.Contains("--image=FILE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mkosi_gets_the_same_mirror_and_the_same_packages()
    {
        var command = MkosiBench.Command("/tools", new Debian.AptSettings("http://mirror.example/debian", "http://mirror.example/security"), ["kmod", "lxd"], "/out");

        Assert.Contains("--mirror=http://mirror.example/debian", command.Arguments);
        Assert.Contains("--package=kmod,lxd", command.Arguments);
        Assert.Equal("/tools/usr/lib/python3/dist-packages", command.Environment["PYTHONPATH"]);
    }
}
