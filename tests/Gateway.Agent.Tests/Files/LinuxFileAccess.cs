using Gateway.Agent.Files;

namespace Gateway.Agent.Tests.Files;

internal static class LinuxFileAccess
{
    /// <summary>The id of the user that runs the tests.</summary>
    public static uint User => LinuxFile.geteuid();
}
