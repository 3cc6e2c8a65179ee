namespace Gateway.Planning.Configuration;

/// <summary>Mirrors have names of their own and whole credentials, which are not for everybody.</summary>
internal static class RegistryChecks
{
    private const string Hub = "registry.docker-hub";
    private const string Enabled = "registry.enabled";
    private const string AnonymousPull = "registry.anonymous-pull";

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var registry = config.Registry;
        if (places.AreGood(Enabled, AnonymousPull) && registry is { Enabled: false, AnonymousPull: true })
        {
            errors.Add(
                places.Of(AnonymousPull)!.Value,
                $"{AnonymousPull} is about the private registry, but {places.Describe(Enabled)} is false",
                "delete one of the two lines");
        }

        CheckCredentials(registry.DockerHub, Hub, places, errors);
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, mirror) in registry.Mirrors.Index())
        {
            var place = $"registry.mirror[{index + 1}]";
            CheckName(mirror, $"{place}.name", first, places, errors);
            CheckCredentials(mirror, place, places, errors);
        }

        if (registry.Mirrors.Length > RegistryDefaults.MostMirrors)
        {
            errors.Add(
                places.Of($"registry.mirror[{RegistryDefaults.MostMirrors + 1}]")!.Value,
                $"there are {registry.Mirrors.Length} mirrors, more than {RegistryDefaults.MostMirrors}",
                "each has a process and a volume of its own: delete those that nobody uses");
        }
    }

    private static void CheckName(MirrorConfig mirror, string path, Dictionary<string, string> first, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (places.AreGood(path) && !first.TryAdd(mirror.Name, path))
        {
            errors.Add(places.Of(path)!.Value, $"{path}: {mirror.Name} is already that of {places.Describe(first[mirror.Name])}", "each mirror has its own; correct or delete one of the two");
        }
    }

    private static void CheckCredentials(MirrorConfig mirror, string place, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var (username, password, anonymous) = ($"{place}.username", $"{place}.password", $"{place}.anonymous-pull");
        if (!places.AreGood(username, password))
        {
            return;
        }

        if (mirror.Username is null != mirror.Password is null)
        {
            var (there, missing) = mirror.Username is null ? (password, username) : (username, password);
            errors.Add(places.Of(there)!.Value, $"{there} is there without {missing}", "write both, or none to ask the upstream without credentials");
        }

        if (mirror is { Username: not null, AnonymousPull: true } && places.AreGood(anonymous))
        {
            errors.Add(
                places.Of(anonymous)!.Value,
                $"{anonymous} would let everybody inside pull what {places.Describe(username)} may",
                "delete one of the two: without a client certificate only what is public is given");
        }
    }
}
