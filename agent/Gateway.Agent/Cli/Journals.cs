namespace Gateway.Agent.Cli;

/// <summary>Where the journals are that <c>gateway logs</c> reads.</summary>
/// <param name="ContainerDirectory">On the host: the container's journal on its volume. Inside a container nothing is there.</param>
internal sealed record Journals(string ContainerDirectory)
{
    public static Journals System { get; } =
        new("/var/lib/lxd/storage-pools/default/custom/default_gateway-log/journal");

    /// <summary>True on the host, once the container has been made.</summary>
    public bool HasContainer => Directory.Exists(ContainerDirectory);
}
