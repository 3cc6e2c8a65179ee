using Gateway.Agent.Host;
using Gateway.Planning.Host;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Host;

public sealed class CardObserverTests
{
    private const string Command = "ip -json -details link show";

    [Fact]
    public async Task A_card_is_read_with_all_that_tells_it_from_others()
    {
        using var machine = new TemporaryDirectory();
        Directory.CreateDirectory(machine.At("net/enp1s0/device"));
        Directory.CreateDirectory(machine.At("drivers/virtio_net"));
        File.CreateSymbolicLink(machine.At("net/enp1s0/device/driver"), machine.At("drivers/virtio_net"));
        machine.Write("net/enp1s0/addr_assign_type", "0\n");
        machine.Write("net/enp1s0/speed", "1000\n");
        machine.Write("udev/n2", "S:x\nE:ID_PATH=pci-0000:01:00.0\nE:ID_NET_NAME_PATH=enp1s0\nE:ID_NET_NAME_SLOT=ens3\nI:123\n");
        using var commands = new FakeCommandRunner();
        commands.Answer(Command, """
            [{"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP"],"mtu":65536,"link_type":"loopback","address":"00:00:00:00:00:00"},
             {"ifindex":2,"ifname":"enp1s0","flags":["BROADCAST","UP","LOWER_UP"],"mtu":1500,"link_type":"ether","address":"52:54:00:00:00:01","altnames":["enx1"],"num_tx_queues":1},
             {"ifindex":3,"ifname":"bcmnet","flags":["UP"],"mtu":1500,"link_type":"ether","address":"00:16:3e:00:00:01"}]
            """);

        var card = Assert.Single(await Observer(commands, machine).ObserveAsync(Test.Cancellation));

        Assert.Equal(("enp1s0", "ens3", "52:54:00:00:00:01", "52:54:00:00:00:01"), (card.Name, card.PredictableName, card.Mac, card.PermanentMac));
        Assert.Equal(("pci-0000:01:00.0", "virtio_net", 1000, true, true), (card.Path, card.Driver, card.Speed, card.Carrier, card.Up));
        Assert.Equal(["enp1s0", "ens3"], card.OtherNames);
        Assert.Equal(["enx1"], card.AlternativeNames);
    }

    [Fact]
    public async Task What_a_driver_does_not_know_is_left_open()
    {
        using var machine = new TemporaryDirectory();
        Directory.CreateDirectory(machine.At("net/eth0/device"));
        // A directory where a file is expected fails as EINVAL does.
        Directory.CreateDirectory(machine.At("net/eth0/speed"));
        using var commands = new FakeCommandRunner();
        commands.Answer(Command, """[{"ifindex":2,"ifname":"eth0","flags":[],"mtu":1500,"link_type":"ether","address":"52:54:00:00:00:01"}]""");

        var card = Assert.Single(await Observer(commands, machine).ObserveAsync(Test.Cancellation));

        Assert.Null(card.PermanentMac);
        Assert.Null(card.Path);
        Assert.Null(card.Speed);
        Assert.Null(card.Carrier);
        Assert.Equal("52:54:00:00:00:01", card.Identity);
        Assert.Equal([], card.AlternativeNames);
        Assert.Equal(["set link eth0 up"], LinkPlanner.Plan(LinkGoals.Listening([card])).Select(static change => change.ToText()));
    }

    [Fact]
    public async Task A_permanent_MAC_that_differs_from_the_present_one_counts()
    {
        using var machine = new TemporaryDirectory();
        Directory.CreateDirectory(machine.At("net/eth0/device"));
        using var commands = new FakeCommandRunner();
        commands.Answer(Command, """[{"ifindex":2,"ifname":"eth0","flags":[],"mtu":1500,"link_type":"ether","address":"02:00:00:00:00:09","permaddr":"52:54:00:00:00:01"}]""");

        var card = Assert.Single(await Observer(commands, machine).ObserveAsync(Test.Cancellation));

        Assert.Equal("52:54:00:00:00:01", card.Identity);
    }

    private static CardObserver Observer(FakeCommandRunner commands, TemporaryDirectory machine) =>
        new(commands, new UdevProperties(machine.At("udev")), machine.At("net"));
}
