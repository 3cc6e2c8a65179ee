#r "build/Gateway.Build/bin/Release/net10.0/Gateway.Build.dll"

using System.Runtime.InteropServices;
using System.Threading;
using Gateway.Build;
using Gateway.Build.Steps;

OptionNames.RequireKnown(Context.Arguments.GetArguments().Keys);
var target = Argument("target", "Image");
var paths = BuildPaths.For(Context.Environment.WorkingDirectory.FullPath);
var options = new BuildOptions
{
    Locked = Flag("locked"),
    Config = Argument<string>("config", null),
    Overlay = Argument<string>("overlay", null),
    Filter = Argument<string>("filter", null),
};
var log = BuildLog.ForConsole();
var build = new GatewayBuild(paths, options, log);
var stop = new CancellationTokenSource();
var signals = new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
    .Select(signal => PosixSignalRegistration.Create(signal, context => { context.Cancel = true; stop.Cancel(); }))
    .ToList();

Task("Image")
    .Description("Builds the disk image, its other formats and the container's image into artifacts/.")
    .Does(async () =>
    {
        await build.ImageAsync(stop.Token);
        log.Line(Instructions.AfterImage(paths));
    });

Task("Agent")
    .Description("Builds the agent alone: one binary, in artifacts/.")
    .Does(() => build.PublishAgentAsync(stop.Token));

Task("CheckConfig")
    .Description("Checks a gateway.toml (--config=FILE) as the box would; needs no image.")
    .Does(() => build.CheckConfigAsync(stop.Token));

Task("Test")
    .Description("Builds the image and passes all tests: units, real daemons, booted machines.")
    .Does(() => build.TestAsync(soak: false, stop.Token));

Task("Soak")
    .Description("The long form of the tests: every boot, every round.")
    .Does(() => build.TestAsync(soak: true, stop.Token));

Task("Run")
    .Description("Boots the image in QEMU with a simulated provider and a LAN client; the console is here.")
    .Does(() => build.RunAsync(once: Flag("once"), stop.Token));

Task("BootCheck")
    .Description("Boots an image with your gateway.toml, nobody watching; fails unless a LAN client gets through.")
    .Does(() => build.BootCheckAsync(Argument<string>("image", null), stop.Token));

Task("Bench")
    .Description("Measures the image and the build beside a plain Debian router; prints a table.")
    .Does(() => build.BenchAsync(cold: Flag("cold"), stop.Token));

Task("Clean")
    .Description("Deletes artifacts/ and the cached steps.")
    .Does(() => build.Clean());

await RunTargetAsync(target);

bool Flag(string name) => OptionNames.IsOn(name, Context.Arguments.GetArguments(name));
