using System.Collections.Immutable;

namespace Gateway.Planning.Plans;

/// <summary>The ordered differences between desired and observed state. Empty: nothing is to be done.</summary>
public sealed record Plan(ImmutableArray<Change> Changes)
{
    public static Plan Empty { get; } = new([]);
    public bool IsEmpty => Changes.IsEmpty;

    /// <summary>One line a change, as <c>gateway plan</c> prints it.</summary>
    public string ToText() => string.Join('\n', Changes.Select(static change => change.ToText()));
}

/// <summary>One thing that an applier will do.</summary>
public abstract record Change
{
    /// <summary>The line an operator reads, such as <c>write /etc/kea/kea-dhcp4.conf</c>.</summary>
    public abstract string ToText();

    public sealed record WriteFile(Desired.ManagedFile File, bool Exists) : Change
    {
        public override string ToText() => $"{(Exists ? "change" : "create")} {File.Path}";
    }

    public sealed record RemoveFile(string Path) : Change
    {
        public override string ToText() => $"remove {Path}";
    }

    public sealed record StartUnit(string Unit) : Change
    {
        public override string ToText() => $"start {Unit}";
    }

    public sealed record StopUnit(string Unit) : Change
    {
        public override string ToText() => $"stop {Unit}";
    }

    public sealed record ReloadUnit(string Unit) : Change
    {
        public override string ToText() => $"reload {Unit}";
    }

    public sealed record RestartUnit(string Unit) : Change
    {
        public override string ToText() => $"restart {Unit}";
    }
}
