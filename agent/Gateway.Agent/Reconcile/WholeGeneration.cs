using System.Globalization;
using Gateway.Agent.Files;

namespace Gateway.Agent.Reconcile;

/// <summary>
/// The generation that was last applied as a whole since the machine, or the container, was started: from then on it serves, and a switch is
/// whole or not at all, also after a restart of the agent. One that boots comes up with what it can.
/// </summary>
public sealed class WholeGeneration(string path)
{
    private int? _former = Read(path);

    public bool IsSwitch(int generation) => _former is { } former && former != generation;

    public void Keep(int generation)
    {
        if (_former == generation)
            return;
        AtomicFile.Write(path, $"{generation}\n");
        _former = generation;
    }

    private static int? Read(string path)
    {
        try
        {
            return int.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or FormatException or OverflowException)
        {
            return null;
        }
    }
}
