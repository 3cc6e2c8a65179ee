namespace Gateway.Build;

/// <summary>What a person is told when the build is done.</summary>
public static class Instructions
{
    public static string AfterImage(BuildPaths paths) =>
        $"""
        Done. The image is {Path.Combine(paths.Artifacts, "gateway.img")}.

          Try it here   ./build.sh --target=Run
          Flash it      sudo dd if=artifacts/gateway.img of=/dev/sdX bs=4M conv=fsync status=progress
                        (X: the stick; everything on it is lost. Windows, macOS: see README.md)
          Configure it  plug the stick into any computer, open gateway.toml on the volume GATEWAY and name the two
                        cards; the box shows them on its screen and in status/nics.txt.
        """;
}
