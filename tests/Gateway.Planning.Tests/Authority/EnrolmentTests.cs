using Gateway.Planning.Authority;

namespace Gateway.Planning.Tests.Authority;

public sealed class EnrolmentTests
{
    private const string Name = "laptop";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private static readonly ClientRegister Waiting = ClientChanges.Add(
        new ClientRegister(), Name, new ClientRights(true, false, null), new ClientToken("right", Now + ClientChanges.TokenLife), Now);

    private static readonly ClientRegister Enrolled = Enrolment.Enrolled(Waiting, Name, Certificate(1), byToken: true);

    [Fact]
    public void The_right_token_in_time_is_taken() => Assert.Null(ByToken(Waiting, Name, "right", Now));

    [Fact]
    public void A_token_is_good_for_one_certificate() => Assert.Contains("used", ByToken(Enrolled, Name, "right", Now)!.Reason);

    [Theory]
    [InlineData("laptop", "wrong", 0, "wrong")]
    [InlineData("other", "right", 0, "no such client")]
    [InlineData("laptop", "right", 60, "expired")]
    [InlineData("laptop", "right", -121, "expired")]
    public void Anything_else_is_refused_with_the_same_answer(string name, string token, int minutes, string reason)
    {
        var refusal = ByToken(Waiting, name, token, Now.AddMinutes(minutes))!;

        Assert.Equal(EnrolmentProblem.Credentials, refusal.Problem);
        Assert.Contains(reason, refusal.Reason);
    }

    [Fact]
    public void A_certificate_that_is_the_clients_own_is_enough_for_the_next_one() => Assert.Null(Enrolment.RefuseCertificate(Enrolled, Name, Serial(1), Now));

    [Theory]
    [InlineData("laptop", 2, 0)]
    [InlineData("other", 1, 0)]
    [InlineData("laptop", 1, 365)]
    [InlineData("laptop", 1, -1)]
    public void A_foreign_an_ended_or_an_unknown_one_is_not(string name, int serial, int days) =>
        Assert.NotNull(Enrolment.RefuseCertificate(Enrolled, name, Serial(serial), Now.AddDays(days)));

    [Fact]
    public void A_certificate_that_was_revoked_is_not_enough() =>
        Assert.NotNull(Enrolment.RefuseCertificate(ClientChanges.Revoke(Enrolled, Name, Now), Name, Serial(1), Now));

    [Fact]
    public void A_client_with_many_certificates_gets_no_more()
    {
        var register = Enumerable.Range(2, Enrolment.MostCertificates - 1).Aggregate(Enrolled, static (register, number) => Enrolment.Enrolled(register, Name, Certificate(number), byToken: false));

        Assert.Equal(EnrolmentProblem.Full, Enrolment.RefuseCertificate(register, Name, Serial(1), Now)!.Problem);
    }

    [Fact]
    public void Its_renewal_leaves_a_token_that_waits() =>
        Assert.NotNull(Enrolment.Enrolled(Waiting, Name, Certificate(1), byToken: false).Find(Name)!.Token);

    private static EnrolmentRefusal? ByToken(ClientRegister register, string name, string token, DateTimeOffset now) =>
        Enrolment.RefuseToken(register, name, hash => hash == token, now);

    private static ClientCertificate Certificate(int number) => new(Serial(number), Now, Now.AddDays(365));

    private static string Serial(int number) => $"{number:X32}";
}
