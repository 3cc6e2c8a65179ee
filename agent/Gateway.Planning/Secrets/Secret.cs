using System.Security.Cryptography;
using System.Text;

namespace Gateway.Planning.Secrets;

/// <summary>A text that no surface may show. It prints and serialises as <see cref="Mark"/>; only <see cref="Reveal"/> gives it away.</summary>
public sealed class Secret(string value) : IEquatable<Secret>
{
    /// <summary>What stands in the place of a secret, wherever one is shown.</summary>
    public const string Mark = "(secret)";

    /// <summary>One that the device does not have: it is no password's hash and nobody's key.</summary>
    public static Secret Unknown { get; } = new("");

    public string Reveal() => value;

    public bool Equals(Secret? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(value), Encoding.UTF8.GetBytes(other.Reveal()));

    public override bool Equals(object? obj) => Equals(obj as Secret);

    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Mark;
}
