namespace Gateway.Lab.Wires;

/// <summary>Decides, frame by frame, how many copies arrive.</summary>
public sealed class FrameFate(Impairment impairment)
{
    // Not for secrets: the same seed must give the same losses.
#pragma warning disable CA5394
    private readonly Random random = new(impairment.Seed);

    /// <summary>0: lost; 1: arrives; 2: arrives twice.</summary>
    public int NextCopies()
    {
        // Both numbers are always drawn, so that changing one share does not shift the other's sequence.
        var (loss, duplication) = (random.NextDouble(), random.NextDouble());
        return loss < impairment.Loss ? 0 : duplication < impairment.Duplication ? 2 : 1;
    }
#pragma warning restore CA5394
}
