namespace Gateway.Planning.Generations;

/// <summary>What became of the configuration of a stick -&gt; the text that is put beside it.</summary>
public static class StickReport
{
    /// <param name="name">The file's name on the stick.</param>
    /// <param name="why">All that is wrong with it.</param>
    public static string Refused(string name, string why) => $"""
        {name} was NOT used. Nothing has changed.

        {why.TrimEnd('\n')}

        """;

    public static string Of(string name, GenerationState state, int generation)
    {
        var record = state.Find(generation);
        var reason = record?.Reason is { } text ? $"\n{text}\n" : "";
        return $"{name} was right and became generation {generation}.\n{Outcome(state, record)}\n{reason}";
    }

    private static string Outcome(GenerationState state, GenerationRecord? record) => record?.Result switch
    {
        GenerationResult.Trying => "It runs now; whether every service answers is not known yet. This file will say.",
        GenerationResult.Healthy when state.Running == record.Number => "It runs, and every service answers.",
        GenerationResult.Failed => $"It was taken back; generation {state.Running} runs again.",
        _ => $"Generation {state.Running} runs meanwhile.",
    };
}
