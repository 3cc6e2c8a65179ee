using System.Globalization;
using System.Net;

namespace Gateway.Agent.Probes;

internal static class Endpoints
{
    /// <summary><c>address</c> or <c>address@port</c>, as Unbound writes them.</summary>
    public static IPEndPoint Parse(string text, int defaultPort)
    {
        var parts = text.Split('@', 2);
        var port = parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : defaultPort;
        return new IPEndPoint(IPAddress.Parse(parts[0]), port);
    }
}
