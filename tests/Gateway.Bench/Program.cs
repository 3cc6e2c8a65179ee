using Gateway.Bench;
using Gateway.Lab;

return await ProgramStart.RunAsync("Bench", args, BenchOptions.Parse, static async (options, artifacts, stop) =>
{
    await BenchRun.RunAsync(options, artifacts, stop);
    return 0;
});
