using Gateway.Agent.Events;
using Gateway.Agent.Generations;
using Gateway.Agent.Host;
using Gateway.Agent.Systemd;
using Gateway.Planning.Configuration;
using Gateway.Planning.Generations;
using Gateway.Planning.Host;
using Gateway.Planning.Status;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Generations;

public sealed class TrialsTests : IDisposable
{
    private readonly ConfigurationFixture _fixture = new();
    private readonly TemporaryDirectory _directory = new();
    private readonly HostBoard _board;
    private readonly Trials _trials;

    public TrialsTests()
    {
        _board = new HostBoard(new KernelClock(_directory.Write("uptime", "1.00 1.00\n")));
        var trigger = new Trigger(_fixture.Time, TimeSpan.Zero, TimeSpan.Zero);
        var memory = new FailureMemory(trigger, _fixture.Time, NullLogger<FailureMemory>.Instance, _directory.At("known-failures.json"));
        _trials = new Trials(_fixture.Store, memory, _fixture.Moments, _board, trigger, _fixture.Time, NullLogger<Trials>.Instance);
    }

    public void Dispose()
    {
        _directory.Dispose();
        _fixture.Dispose();
    }

    [Fact]
    public async Task A_generation_with_which_everything_answers_is_healthy()
    {
        await TryAsync();
        Show(settled: true, new StackReport { Generation = 2, Ready = true });

        _trials.Judge();

        Assert.Equal((GenerationResult.Healthy, 2), (Result, _fixture.Store.State.Confirmed));
    }

    [Fact]
    public async Task A_generation_that_does_not_become_healthy_in_time_is_taken_back()
    {
        await TryAsync();
        Show(settled: false, null);
        _trials.Judge();
        Assert.Equal(GenerationResult.Trying, Result);

        _fixture.Time.Advance(Trials.Limit);
        _trials.Judge();

        Assert.Equal((GenerationResult.Failed, 1), (Result, _fixture.Store.State.Running));
    }

    [Fact]
    public async Task What_cannot_be_decided_for_want_of_a_card_is_not_blamed_for_a_power_cut()
    {
        await TryAsync();
        _board.Update(static view => view with { Generation = 2 });
        _trials.Judge();
        Assert.NotNull(_fixture.Store.State.Trial);

        _fixture.Time.Advance(Trials.Limit);
        _trials.Judge();
        _trials.Begin();

        Assert.Equal((GenerationResult.Trying, null), (Result, _fixture.Store.State.Trial));
    }

    [Fact]
    public async Task A_turn_that_fails_on_a_working_box_takes_it_back_at_once()
    {
        _board.Report(new StackReport { Generation = 1, Ready = true });
        await TryAsync();
        Show(settled: false, new StackReport { Generation = 1, Ready = true });

        _trials.Judge("no space left on device");

        Assert.Equal((GenerationResult.Failed, "no space left on device"), (Result, _fixture.Store.State.Find(2)!.Reason));
    }

    [Fact]
    public async Task What_is_applied_ends_with_the_time_to_confirm()
    {
        await TryAsync(TimeSpan.FromSeconds(60));
        var applying = _trials.WithinConfirmTimeAsync(
            static async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return 0;
            },
            Test.Cancellation);

        _fixture.Time.Advance(TimeSpan.FromSeconds(60));

        await Assert.ThrowsAsync<ConfirmTimeException>(() => applying.SoonAsync());
    }

    [Fact]
    public async Task What_is_confirmed_while_it_is_applied_is_applied_to_its_end()
    {
        await TryAsync(TimeSpan.FromSeconds(60));
        var tries = 0;
        var applying = _trials.WithinConfirmTimeAsync(
            async token =>
            {
                if (++tries == 1)
                    await Task.Delay(Timeout.Infinite, token);
                return tries;
            },
            Test.Cancellation);
        _fixture.Store.Update(GenerationChanges.Confirm);

        _fixture.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(2, await applying.SoonAsync());
    }

    [Fact]
    public async Task A_service_that_had_failed_before_does_not_take_every_change_back()
    {
        _board.Report(Squid(1));
        await TryAsync();
        Show(settled: true, Squid(2));

        _trials.Judge();

        Assert.Equal(GenerationResult.Healthy, Result);
    }

    [Theory]
    [InlineData(GenerationResult.Healthy, "chrony.service")]
    [InlineData(GenerationResult.Failed, "chrony.service", "gateway-ssh.service")]
    public async Task A_unit_of_the_host_that_had_failed_before_does_not_take_every_change_back(GenerationResult result, params string[] failing)
    {
        _board.Report(new StackReport { Generation = 1, Ready = true });
        Fail("chrony.service");
        await TryAsync();
        Show(settled: true, new StackReport { Generation = 2, Ready = true });
        Fail(failing);

        _trials.Judge();

        Assert.Equal(result, Result);

        void Fail(params string[] units) => _board.Update(view => view with
        {
            Failing = [.. units],
            Conditions = [.. units.Select(static unit => new Condition(HostConditions.UnitFailed, "error", $"{unit} could not be brought into its state"))],
        });
    }

    [Fact]
    public async Task A_failure_of_the_generation_itself_is_no_excuse_after_a_restart_of_the_agent()
    {
        _board.Report(Squid(2));
        await TryAsync();
        Show(settled: true, Squid(2));

        _trials.Judge();

        Assert.Equal(GenerationResult.Failed, Result);
    }

    [Fact]
    public async Task After_a_boot_what_had_failed_before_it_does_not_take_the_operators_file_back()
    {
        await _fixture.WorkAsync();
        _trials.Begin();
        _board.Report(Squid(1));
        _trials.Judge();
        _board.Report(null);

        await TryAsync();
        Show(settled: true, Squid(2));
        _trials.Judge();

        Assert.Equal(GenerationResult.Healthy, Result);
    }

    [Fact]
    public async Task What_fails_is_written_down_once_a_minute_at_most()
    {
        await _fixture.WorkAsync();
        _trials.Begin();
        _board.Report(Squid(1));
        _trials.Judge();
        var path = _directory.At("known-failures.json");
        var first = File.ReadAllText(path);
        _board.Report(new StackReport { Generation = 1, Ready = true });
        _trials.Judge();
        Assert.Equal(first, File.ReadAllText(path));

        _fixture.Time.Advance(TimeSpan.FromMinutes(1));
        _trials.Judge();

        Assert.Contains("squid", first, StringComparison.Ordinal);
        Assert.DoesNotContain("squid", File.ReadAllText(path), StringComparison.Ordinal);
    }

    private static StackReport Squid(int generation) => new()
    {
        Generation = generation,
        Services = [new ServiceStatus("squid", "failed")],
        FailedUnits = ["squid.service"],
        Conditions = [new Condition(HostConditions.UnitFailed, "error", "squid.service could not be brought into its state")],
    };

    [Fact]
    public async Task An_agent_that_is_stopped_in_order_interrupts_no_trial()
    {
        await TryAsync();

        await new TrialPause(_trials).StopAsync(Test.Cancellation);
        // A turn that is still under way.
        _trials.Begin();

        Assert.Null(_fixture.Store.State.Trial);
        Assert.Equal(GenerationResult.Trying, Result);
    }

    private GenerationResult Result => _fixture.Store.State.Find(2)!.Result;

    private async Task TryAsync(TimeSpan? confirm = null)
    {
        await _fixture.WorkAsync();
        await _fixture.AdmitAsync(ConfigurationFixture.Second, GenerationOrigin.Apply, confirm);
        _trials.Begin();
        Assert.Equal(2, _fixture.Store.State.Trial!.Generation);
    }

    private void Show(bool settled, StackReport? report)
    {
        NetworkCard[] cards =
        [
            new NetworkCard { Name = "outside", Mac = "52:54:00:00:00:01" },
            new NetworkCard { Name = "inside", Mac = "52:54:00:00:00:02" },
        ];
        var config = ConfigurationReader.Read(System.Text.Encoding.UTF8.GetBytes(ConfigurationFixture.Second)).Config!;
        _board.Update(view => view with
        {
            Generation = 2,
            Settled = settled,
            Cards = [.. cards],
            Bindings = RoleBinder.Bind(config, [.. cards]),
        });
        _board.Report(report);
    }
}
