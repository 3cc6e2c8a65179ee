namespace Gateway.Boot.Tests;

/// <summary>A test that looks at the shared gateway and leaves it as it was.</summary>
public abstract class RunningGatewayTest(LabFixture fixture) : BootTest(fixture)
{
    protected SharedGateway Shared { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Shared = await Fixture.GatewayAsync();
        Shared.Machine.Machine.RequireRunning();
    }
}
