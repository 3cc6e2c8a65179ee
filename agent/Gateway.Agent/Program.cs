using System.Runtime.InteropServices;
using Gateway.Agent.Authority;
using Gateway.Agent.BlockLists;
using Gateway.Agent.Cli;
using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Agent.Host;
using Gateway.Agent.Stack;
using Microsoft.Win32.SafeHandles;

// The daemons; everything else is a verb of the operator's command.
if (args is ["host"])
    return await HostAgent.RunAsync();
if (args is ["stack"])
    return await StackAgent.RunAsync();
if (args is ["authority"])
    return await AuthorityDaemon.RunAsync();
if (args is ["block-lists"])
    return await BlockListRefresh.RunAsync(CancellationToken.None);

const int StandardInput = 0;
using var interrupted = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    signal.Cancel = true;
    interrupted.Cancel();
});
var context = new VerbContext(
    Console.Out,
    Console.Error,
    new ControlClient(ControlSocket.Path),
    new CommandRunner(),
    Journals.System)
{
    // The console's own stream edits and echoes lines by itself, which the menu must not have.
    Input = Console.IsInputRedirected ? Console.OpenStandardInput() : new FileStream(new SafeFileHandle(StandardInput, ownsHandle: false), FileAccess.Read, bufferSize: 0),
    Output = Console.OpenStandardOutput(),
    Terminal = Console.IsInputRedirected ? null : File.ResolveLinkTarget("/proc/self/fd/0", returnFinalTarget: false)?.FullName,
    Editor = Environment.GetEnvironmentVariable("EDITOR") is { Length: > 0 } editor ? editor : "nano",
};
return await new CommandLine(VerbCatalog.Verbs, context).RunAsync([.. args], interrupted.Token);
