using Gateway.Agent.BlockLists;
using Gateway.Agent.Host;
using Gateway.Planning.Stack;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Host;

public sealed class BlockListFolderTests : IDisposable
{
    private const string Hash = "5fba27be4494183cba44ef79cd18b645c6d71d2c41a3bb9ea5a20b0b9b1daa8c";

    private readonly TemporaryDirectory _directory = new();
    private readonly BlockListFolder _folder;

    public BlockListFolderTests() => _folder = new BlockListFolder(_directory.At("boot"));

    [Fact]
    public void Files_are_known_by_what_is_in_them()
    {
        Assert.Empty(_folder.Read());
        _directory.Write("boot/b.txt", "ads.example.com\n");
        _directory.Write("boot/a.txt", "ads.example.com\n");
        using (var large = new FileStream(_directory.At("boot/large.txt"), FileMode.CreateNew))
            large.SetLength(BlockListStore.LargestFile + 1);

        var files = _folder.Read();

        Assert.Equal(["a.txt", "b.txt"], files.Select(static file => file.Name));
        Assert.Equal(files[0].Hash, files[1].Hash);
        Assert.Equal(64, files[0].Hash.Length);
        _directory.Write("boot/a.txt", "another.example.com\n");
        Assert.NotEqual(files[0].Hash, _folder.Read()[0].Hash);
    }

    [Fact]
    public void The_container_gets_these_and_no_others()
    {
        _directory.Write("boot/a.txt", "ads.example.com\n");
        _directory.Write("channel/old", "");
        var file = Assert.Single(_folder.Read());

        _folder.Give([file, new BlockFile("b.txt", Hash)], _directory.At("channel"));

        var given = Assert.Single(Directory.GetFiles(_directory.At("channel")));
        Assert.Equal((file.Hash, "ads.example.com\n"), (Path.GetFileName(given), File.ReadAllText(given)));
    }

    [Fact]
    public void Without_lists_no_folder_is_made()
    {
        _folder.Give([], _directory.At("channel"));

        Assert.False(Directory.Exists(_directory.At("channel")));
    }

    public void Dispose() => _directory.Dispose();
}
