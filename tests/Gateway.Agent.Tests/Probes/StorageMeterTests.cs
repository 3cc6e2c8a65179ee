using Gateway.Agent.Probes;
using Gateway.Planning.Desired;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Probes;

public sealed class StorageMeterTests
{
    [Fact]
    public void A_folder_tells_how_full_its_volume_is_and_one_that_is_not_there_nothing()
    {
        using var directory = new TemporaryDirectory();
        var drive = new DriveInfo(directory.At("."));

        var use = StorageMeter.Measure(new ServiceStorage("registry", directory.At(".")));

        Assert.Equal(("registry", drive.TotalSize >> 20), (use?.Name, use?.Size));
        Assert.InRange(use!.Used, 0, 100);
        Assert.Null(StorageMeter.Measure(new ServiceStorage("registry", directory.At("missing"))));
    }
}
