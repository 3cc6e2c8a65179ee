namespace Gateway.Agent.Authority;

/// <summary>What the authority keeps is not whole. It is never made anew: every client would have to enrol again, and nobody would know why.</summary>
public sealed class AuthorityDamagedException : IOException
{
    public AuthorityDamagedException(string message)
        : base(message)
    {
    }

    public AuthorityDamagedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
