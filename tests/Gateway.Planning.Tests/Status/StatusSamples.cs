using Gateway.Planning.Status;

namespace Gateway.Planning.Tests.Status;

/// <summary>Documents in which everything that may be there is there.</summary>
public static class StatusSamples
{
    public static StatusDocument Status { get; } = new()
    {
        Release = "0.1.0",
        Slot = "a",
        Uptime = 42.5,
        Ready = true,
        Generation = 7,
        Configuration = new ConfigurationStatus { State = "invalid", Errors = ["gateway.toml:3:1: unknown key \"nics\""] },
        Roles = [new RoleStatus("outside", "bound", "52:54:00:12:34:56", ["5.1.0.20/24"], true) { Router = "5.1.0.1" }],
        Cards = [new CardStatus("outside", "52:54:00:12:34:56", "52:54:00:12:34:56", "pci-0000:01:00.0", "e1000e", true, 1000, "outside")],
        Services = [new ServiceStatus("kea", "failed", "no packet socket on br-inside") { Restarts = 2, LastEnd = "killed by KILL", Storage = [new StorageUse("mirror ghcr", 768, 41)] }],
        Conditions = [new Condition("outside-card-missing", "error", "looking for the outside card: it is not there; plug it in")],
        Health = new HealthStatus
        {
            FailedUnits = ["lxd.service"],
            FailedContainerUnits = ["squid.service"],
            RestartedUnits = [new UnitRestarts("lxd.service", 2, null)],
            RestartedContainerUnits = [new UnitRestarts("gateway-agent-stack.service", 1, "ended with 1")],
            ContainerStarts = 2,
            KernelTaint = 0,
        },
        Login = "ssh root@192.168.4.2",
    };

    public static StackReport Report { get; } = new()
    {
        Generation = 7,
        Ready = true,
        Services = [new ServiceStatus("unbound", "answering")],
        Links = [new LinkReport("outside", "02:00:00:00:00:01", true, ["5.1.0.20/24"]) { Router = "5.1.0.1" }],
        FailedUnits = ["squid.service"],
        RestartedUnits = [new UnitRestarts("gateway-agent-stack.service", 1, "ended with 1")],
        Conditions = [new Condition("clock-behind", "warning", "asking the host for the time: it has no source yet")],
    };
}
