using Gateway.Planning.Configuration;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Hosting;

/// <summary>How much this agent says; <c>[logging] debug</c> switches it while it runs.</summary>
public sealed class LogThreshold
{
    private volatile LogLevel _lowest = LogLevel.Information;

    public void Follow(LoggingConfig logging) => _lowest = logging.Debug.Contains(LoggingDefaults.Agent) ? LogLevel.Debug : LogLevel.Information;

    public bool Lets(LogLevel level) => level >= _lowest;
}
