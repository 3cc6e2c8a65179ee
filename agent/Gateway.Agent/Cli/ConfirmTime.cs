using System.Collections.Immutable;
using Gateway.Planning.Json;

namespace Gateway.Agent.Cli;

/// <summary>The option <c>--confirm TIME</c>.</summary>
internal static class ConfirmTime
{
    public const string Option = "--confirm";

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>As the agent takes it; empty when the option is not given.</summary>
    public static ImmutableArray<string> ArgumentsOf(Options options)
    {
        if (options.Value(Option) is not { } text)
            return [];
        return DurationJsonConverter.TryParse(text, out var time) && time >= Shortest && time <= Longest
            ? ["confirm", text]
            : throw new UsageException($"{Option} needs a time from 10s to 1d, such as 60s or 10m, not '{text}'");
    }
}
