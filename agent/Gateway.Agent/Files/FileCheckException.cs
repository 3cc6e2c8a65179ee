using Gateway.Planning.Plans;

namespace Gateway.Agent.Files;

/// <summary>Daemons refused files that were about to be put in place; nothing was changed.</summary>
public sealed class FileCheckException : Exception
{
    public FileCheckException(string message)
        : base(message)
    {
    }

    public FileCheckException(IEnumerable<FileRefusal> refusals)
        : this($"{string.Join('\n', refusals.Select(static refusal => refusal.Reason))}\nnothing was changed; what ran before keeps running")
    {
    }
}
