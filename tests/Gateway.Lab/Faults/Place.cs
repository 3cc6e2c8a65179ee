namespace Gateway.Lab.Faults;

/// <summary>Where a process of the gateway runs.</summary>
public enum Place
{
    Host,
    Container,
}
