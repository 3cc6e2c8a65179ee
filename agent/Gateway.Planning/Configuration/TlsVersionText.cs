using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary><c>1.2</c>, <c>1.3</c> -&gt; <see cref="TlsVersion"/>.</summary>
internal static class TlsVersionText
{
    private static readonly ImmutableArray<string> Words = ["1.2", "1.3"];

    public static SettingType<TlsVersion> Type { get; } = SettingTypes.Text(Parse) with { Allowed = Words };

    private static Parsed<TlsVersion> Parse(string text) => text switch
    {
        "1.2" => Parsed.Good(TlsVersion.Tls12),
        "1.3" => Parsed.Good(TlsVersion.Tls13),
        _ => Parsed.Bad<TlsVersion>($"{Toml.Quoted.Text(text)} is not a version of TLS that is spoken here", "write \"1.2\" or \"1.3\""),
    };
}
