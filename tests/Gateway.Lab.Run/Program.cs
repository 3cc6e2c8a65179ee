using Gateway.Lab;
using Gateway.Lab.Run;
using Gateway.Lab.Run.Check;

return await ProgramStart.RunAsync("Run", args, RunOptions.Parse, static (options, artifacts, stop) => options.Check is null
    ? new TrialRun(options, new Terminal(Console.Out, !Console.IsOutputRedirected)).RunAsync(artifacts, stop)
    : new BootCheck(options, Console.Out).RunAsync(artifacts, stop));
