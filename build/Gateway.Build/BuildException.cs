namespace Gateway.Build;

/// <summary>A failure of the build whose message is for the person who runs it.</summary>
public sealed class BuildException : Exception
{
    public BuildException(string message)
        : base(message)
    {
    }

    public BuildException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    public BuildException()
    {
    }
}
