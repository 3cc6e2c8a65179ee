using Gateway.Agent.Files;

namespace Gateway.Agent.Tests;

internal static class Test
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Long enough for a loaded machine; only a test that fails waits for it.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(30);

    public static AccountNames Accounts { get; } = new();

    /// <summary>The user that runs the tests, who alone can own what they write.</summary>
    public static string User { get; } = Accounts.UserName(LinuxFile.geteuid());

    public static string GroupOf(string path) => Accounts.GroupName(LinuxFile.Stat(path)!.Gid);

    public static async Task<T> SoonAsync<T>(this Task<T> task) => await task.WaitAsync(Deadline, Cancellation);

    /// <summary>Looks until it is so, for what tells nobody; a test in which it never is fails at the deadline.</summary>
    /// <param name="between">Done before each further look, such as to let time pass.</param>
    public static async Task UntilAsync(Func<bool> isSo, Action? between = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Deadline);
        while (!isSo())
        {
            between?.Invoke();
            await Task.Delay(10, limit.Token);
        }
    }

    public static async Task SoonAsync(this Task task) => await task.WaitAsync(Deadline, Cancellation);
}
