using Gateway.Lab;

namespace Gateway.Boot.Tests;

/// <summary>A test on booted machines: skipped where nothing was built, with its logs kept when it fails.</summary>
public abstract class BootTest(LabFixture fixture) : IAsyncLifetime
{
    protected LabFixture Fixture => fixture;
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual ValueTask InitializeAsync()
    {
        Assert.SkipWhen(LabArtifacts.Missing is not null, LabArtifacts.Missing ?? "");
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed && fixture.LabAsync() is { IsCompletedSuccessfully: true } lab)
        {
            var folder = await (await lab).KeepLogsAsync(TestContext.Current.TestMethod!.MethodName, CancellationToken.None);
            TestContext.Current.TestOutputHelper?.WriteLine($"Serial logs and captures: {folder}");
        }
    }
}
