using Gateway.Planning.Json;

namespace Gateway.Planning.Configuration;

/// <summary>A certificate is not renewed before it is half over, and has room for its names.</summary>
internal static class CertificatesChecks
{
    private const int MostNames = 16;
    private const string Names = "certificates.names";
    private const string ServiceLife = "certificates.service-life";
    private const string RenewBefore = "certificates.renew-before";

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var certificates = config.Certificates;
        if (places.AreGood(ServiceLife, RenewBefore) && certificates.RenewBefore * 2 > certificates.ServiceLife)
        {
            errors.Add(
                (places.Of(RenewBefore) ?? places.Of(ServiceLife))!.Value,
                $"{RenewBefore} ({DurationJsonConverter.ToText(certificates.RenewBefore)}) is more than half of {ServiceLife} ({DurationJsonConverter.ToText(certificates.ServiceLife)})",
                $"write at most \"{DurationJsonConverter.ToText(certificates.ServiceLife / 2)}\" for {RenewBefore}, or a longer {ServiceLife}");
        }

        if (places.AreGood(Names) && certificates.Names.Length > MostNames)
        {
            errors.Add(places.Of(Names)!.Value, $"{Names} has {certificates.Names.Length} names", $"write {MostNames} at most");
        }
    }
}
