namespace Gateway.Lab.Wires;

/// <summary>A patch cable that somebody put between two wires: what a machine sends on the one arrives at a machine on the other, until it is disposed of.</summary>
public sealed class PatchCable : IDisposable
{
    /// <summary>The sender's name in the capture of the wire that the frames arrive on.</summary>
    public const string Port = "patch";
    private readonly IDisposable listening;

    /// <param name="from">The wire that frames come from.</param>
    /// <param name="to">The wire that they arrive on.</param>
    /// <param name="machine">The port of the machine on both wires.</param>
    public PatchCable(Wire from, Wire to, string machine) => listening = from.Listen(frame =>
    {
        if (frame.Port == machine)
        {
            to.Inject(Port, machine, frame.Bytes.ToArray());
        }
    });

    public void Dispose() => listening.Dispose();
}
