using Gateway.Agent.Commands;
using Gateway.Agent.Host;
using Gateway.Planning.Host;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Host;

public sealed class LinkApplierTests
{
    [Fact]
    public async Task Each_step_is_one_command()
    {
        using var commands = new FakeCommandRunner().Answer(static command => new CommandResult(0, "", ""));

        await new LinkApplier(commands, NullLogger<LinkApplier>.Instance).ApplyAsync(
            [
                new LinkChange.RemoveAlternativeName("dev2", "inside"),
                new LinkChange.Down("dev2"),
                new LinkChange.Rename("dev2", "inside"),
                new LinkChange.SetMac("inside", "52:54:00:00:00:02"),
                new LinkChange.SetMtu("inside", 1500),
                new LinkChange.Up("inside"),
            ],
            Test.Cancellation);

        Assert.Equal(
            """
            ip link property del dev dev2 altname inside
            ip link set dev dev2 down
            ip link set dev dev2 name inside
            ip link set dev inside address 52:54:00:00:00:02
            ip link set dev inside mtu 1500
            ip link set dev inside up
            """,
            string.Join('\n', commands.Log));
    }
}
