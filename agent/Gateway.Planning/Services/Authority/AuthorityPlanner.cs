using System.Collections.Immutable;
using Gateway.Planning.Authority;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Authority;

/// <summary>The certificate authority: started by whoever asks it, and by the time; nothing of it runs in between.</summary>
public sealed class AuthorityPlanner : IServicePlanner
{
    private const string EnrolmentSocket = "gateway-authority-enrolment.socket";
    private const string ControlSocket = "gateway-authority-control.socket";
    private const string Look = "gateway-authority-look.service";
    private const string Timer = "gateway-authority-renew.timer";

    public ImmutableArray<string> DebianPackages => ["haproxy"];

    public ServicePlan Plan(StackDocument document, StackObservation observation) => AuthorityConfig.From(document).Request is { } request
        ? new ServicePlan("authority")
        {
            Files =
            [
                new ManagedFile(AuthorityDefaults.Request, AuthorityRequestJson.ToText(request)),
                new ManagedFile(AuthorityDefaults.EnrolScript, EnrolScript.Render(request)) { Check = new FileCheck("/bin/sh", ["-n", "{file}"]) },
            ],
            Units = Units(UnitGoal.Running),
            Probes = [new Probe.UnitActive(EnrolmentSocket), new Probe.UnitActive(ControlSocket)],
        }
        : new ServicePlan("authority") { Enabled = false, Units = Units(UnitGoal.Stopped) };

    /// <summary>The look is the one at the start and at another request; those after it are the timer's.</summary>
    private static ImmutableArray<ManagedUnit> Units(UnitGoal goal) =>
    [
        new ManagedUnit(EnrolmentSocket, goal),
        new ManagedUnit(ControlSocket, goal),
        new ManagedUnit(Look, goal) { RestartOn = goal == UnitGoal.Running ? [AuthorityDefaults.Request] : [] },
        new ManagedUnit(Timer, goal),
    ];
}
