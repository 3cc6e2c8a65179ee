using Gateway.Planning.Plans;

namespace Gateway.Planning.Host;

/// <summary>One step on a card, by its name at that moment.</summary>
public abstract record LinkChange : Change
{
    public sealed record Down(string Link) : LinkChange
    {
        public override string ToText() => $"set link {Link} down";
    }

    public sealed record RemoveAlternativeName(string Link, string Name) : LinkChange
    {
        public override string ToText() => $"remove the alternative name {Name} of link {Link}";
    }

    public sealed record Rename(string Link, string Name) : LinkChange
    {
        public override string ToText() => $"rename link {Link} to {Name}";
    }

    public sealed record SetMac(string Link, string Mac) : LinkChange
    {
        public override string ToText() => $"set the MAC of link {Link} to {Mac}";
    }

    public sealed record SetMtu(string Link, int Mtu) : LinkChange
    {
        public override string ToText() => $"set the MTU of link {Link} to {Mtu}";
    }

    public sealed record Up(string Link) : LinkChange
    {
        public override string ToText() => $"set link {Link} up";
    }
}
