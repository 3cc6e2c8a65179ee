using Gateway.Agent.Systemd;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Tests.Systemd;

public sealed class JournalLoggerTests
{
    [Fact]
    public void Every_line_carries_the_priority_of_its_message()
    {
        using var output = new StringWriter();
        using var provider = new JournalLoggerProvider(output);
        using var factory = LoggerFactory.Create(builder => builder.AddProvider(provider));
        var logger = factory.CreateLogger("any");

        logger.Log(LogLevel.Information, "{Change}", "create /etc/a");
        logger.Log(LogLevel.Error, new IOException("two\nlines"), "a turn failed");

        Assert.Equal(
            "<6>create /etc/a\n<3>a turn failed: System.IO.IOException: two\n<3>lines\n",
            output.ToString());
    }
}
