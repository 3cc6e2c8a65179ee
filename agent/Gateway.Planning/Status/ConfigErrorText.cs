using Gateway.Planning.Generations;
using Gateway.Planning.Host;

namespace Gateway.Planning.Status;

/// <summary>Status -&gt; <c>status/config-error.txt</c>: the errors of the operator's file, what its lines about cards lead to on this machine, and why it does not run though it has no errors.</summary>
public static class ConfigErrorText
{
    /// <summary>Null: nothing is wrong, and there is no such file.</summary>
    public static string? Render(StatusDocument status)
    {
        string[] parts =
        [
            .. status.Configuration.Errors,
            .. status.Conditions.Where(static condition => RoleConditions.IsAboutRoles(condition) || GenerationConditions.IsAboutFile(condition)).Select(static condition => $"{condition.Code}: {ScreenText.Plain(condition.Text)}\n"),
        ];
        return parts.Length == 0 ? null : string.Join('\n', parts);
    }
}
