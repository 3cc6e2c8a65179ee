using System.Collections.Immutable;
using Gateway.Planning.Authority;

namespace Gateway.Planning.Tests.Authority;

public sealed class IssuePlannerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private static readonly ServiceNames Gateway = new("gateway", ["gateway.home.arpa"], ["192.168.4.1"]);
    private static readonly ServiceNames Registry = new("registry", ["registry.home.arpa", "bcmnet.home.arpa"], ["192.168.4.1"]);
    private static readonly ClientRegister Register = new() { Revocations = new RevocationIssue(0, Now, Now).Next(Now) };

    private static readonly AuthorityRequest Request = new()
    {
        Domain = "home.arpa",
        Services = [Gateway, Registry],
        ServiceLife = TimeSpan.FromDays(30),
        RenewBefore = TimeSpan.FromDays(10),
        ClientLife = TimeSpan.FromDays(365),
    };

    private static readonly IssuedState Issued = State(new IssuedService(Gateway, ValidFrom(Now)), new IssuedService(Registry, ValidFrom(Now)));

    [Fact]
    public void A_new_device_gets_everything() => Assert.Equal(
        """
        issue gateway: there is none that can be used
        issue registry: there is none that can be used
        issue revocations: there is none that can be used

        """,
        Plan(new IssuedState(), Now));

    [Fact]
    public void What_is_there_and_fits_is_left_alone() => Assert.Equal("", Plan(Issued, Now));

    [Theory]
    [InlineData(10, "")]
    [InlineData(16, "issue revocations: it ends soon\n")]
    [InlineData(21, "issue gateway: it ends soon\nissue registry: it ends soon\nissue revocations: it ends soon\n")]
    [InlineData(40, "issue gateway: it has ended\nissue registry: it has ended\nissue revocations: it ends soon\n")]
    [InlineData(-1, "issue gateway: it is not valid yet: the clock was put back\nissue registry: it is not valid yet: the clock was put back\nissue revocations: it is not valid yet: the clock was put back\n")]
    public void With_the_days_it_is_renewed(int days, string expected) => Assert.Equal(expected, Plan(Issued, Now.AddDays(days)));

    [Fact]
    public void Another_name_or_address_needs_another_certificate()
    {
        var moved = Registry with { Addresses = ["10.0.0.1"] };

        Assert.Equal(
            "issue registry: its names changed\n",
            IssuePlanner.Plan(Request with { Services = [Gateway, moved] }, Issued, Register, Now).ToText());
    }

    [Fact]
    public void A_service_that_is_gone_keeps_no_certificate() => Assert.Equal(
        "remove registry: it is not asked for\n",
        IssuePlanner.Plan(Request with { Services = [Gateway] }, Issued, Register, Now).ToText());

    [Fact]
    public void After_a_revocation_the_list_is_made_anew() => Assert.Equal(
        "issue revocations: it is not the last one\n",
        IssuePlanner.Plan(Request, Issued, Register with { Revocations = Register.Revocations.Next(Now) }, Now).ToText());

    /// <summary>What the script of the timer compares: at each end of the quiet time the plan has something to do, and within it nothing.</summary>
    [Fact]
    public void In_the_quiet_time_nothing_is_to_be_done_and_outside_of_it_something_is()
    {
        var quiet = IssuePlanner.Quiet(Request, Issued, Register);

        Assert.Equal("", Plan(Issued, quiet.Begin));
        Assert.Equal("", Plan(Issued, quiet.End.AddSeconds(-1)));
        Assert.NotEqual("", Plan(Issued, quiet.Begin.AddSeconds(-1)));
        Assert.NotEqual("", Plan(Issued, quiet.End));
    }

    [Theory]
    [InlineData("1970-01-01", false)]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-11-22", true)]
    [InlineData("2054-12-31", true)]
    [InlineData("2100-01-01", false)]
    public void A_clock_that_cannot_be_right_is_told(string day, bool plausible) =>
        Assert.Equal(plausible, AuthorityCalendar.IsPlausible(DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Nothing_outlives_the_authority()
    {
        var late = AuthorityCalendar.ValidityFrom(AuthorityCalendar.End.AddDays(-400), TimeSpan.FromDays(825));

        Assert.Equal(AuthorityCalendar.End, late.End);
    }

    private static string Plan(IssuedState issued, DateTimeOffset now) => IssuePlanner.Plan(Request, issued, Register, now).ToText();

    private static IssuedState State(params IssuedService[] services) => new()
    {
        Services = services.ToImmutableSortedDictionary(static service => service.Service.Name, static service => service),
        RevocationNumber = Register.Revocations.Number,
    };

    private static Validity ValidFrom(DateTimeOffset now) => AuthorityCalendar.ValidityFrom(now, TimeSpan.FromDays(30));
}
