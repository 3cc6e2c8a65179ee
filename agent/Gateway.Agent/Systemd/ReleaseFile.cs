using System.Reflection;

namespace Gateway.Agent.Systemd;

/// <summary>The release of the image that the agent runs in.</summary>
public sealed class ReleaseFile(string path = "/usr/lib/gateway/release")
{
    /// <summary>The version that the agent itself was built as.</summary>
    public static string OfAgent { get; } =
        typeof(ReleaseFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Outside an image: the agent's own version.</summary>
    public string Read() => File.Exists(path) ? File.ReadAllText(path).Trim() : OfAgent;
}
