namespace Gateway.Planning.Toml;

/// <summary>Collects errors while a text is read: the first of each line, so that one slip is told once.</summary>
internal sealed class TomlErrors
{
    /// <summary>One more than is ever shown; a file of some other kind would yield one for each line.</summary>
    public const int Most = 101;

    private readonly List<TomlError> errors = [];
    private readonly HashSet<int> lines = [];

    public bool IsFull => errors.Count >= Most;

    public IReadOnlyList<TomlError> Sorted =>
        [.. errors.OrderBy(error => error.Span.Line).ThenBy(error => error.Span.Column)];

    public void Add(TomlSpan span, string message, string? hint = null)
    {
        if (!IsFull && lines.Add(span.Line))
        {
            errors.Add(new TomlError(span, message, hint));
        }
    }
}
