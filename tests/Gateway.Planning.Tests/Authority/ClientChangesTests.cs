using Gateway.Planning.Authority;

namespace Gateway.Planning.Tests.Authority;

public sealed class ClientChangesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private static readonly ClientToken Token = new("00", Now + ClientChanges.TokenLife);

    private static readonly ClientRegister Register = Enrolment.Enrolled(Added("laptop", ClientChanges.Rights(pull: true, push: false, null)), "laptop", Certificate("41", 365), byToken: true);

    [Theory]
    [InlineData("laptop", true)]
    [InlineData("build-1", true)]
    [InlineData("", false)]
    [InlineData("-x", false)]
    [InlineData("Laptop", false)]
    [InlineData("a.b", false)]
    [InlineData("a:b", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    [InlineData("é", false)]
    public void A_name_is_one_that_a_map_and_a_certificate_can_have(string text, bool good) => Assert.Equal(good, ClientChanges.IsName(text));

    [Theory]
    [InlineData("team", true)]
    [InlineData("team/web-1_2.x", true)]
    [InlineData("team/", true)]
    [InlineData("", false)]
    [InlineData("/team", false)]
    [InlineData("team//web", false)]
    [InlineData("team/../web", false)]
    [InlineData("Team", false)]
    [InlineData("team/.web", false)]
    [InlineData("manifests", true)]
    [InlineData("tools/manifests", false)]
    [InlineData("tools/blobs/uploads", false)]
    [InlineData("tools/tags", false)]
    [InlineData("team web", false)]
    [InlineData("team\n* 1", false)]
    public void A_repository_is_one_that_a_registry_can_have(string text, bool good)
    {
        if (good)
            Assert.Equal(text.TrimEnd('/'), ClientChanges.Rights(pull: true, push: false, text).Repository);
        else
            Assert.Throws<FormatException>(() => ClientChanges.Rights(pull: true, push: false, text));
    }

    [Fact]
    public void The_maps_say_who_may_do_what_where()
    {
        var register = Added("reader", ClientChanges.Rights(pull: true, push: false, null));
        register = ClientChanges.Add(register, "writer", ClientChanges.Rights(pull: false, push: true, null), Token, Now);
        register = ClientChanges.Add(register, "team", ClientChanges.Rights(pull: false, push: true, "team/web"), Token, Now);

        Assert.Equal("reader:/v2/ 1\nteam:/v2/team/web/ 1\nwriter:/v2/ 1\n", RightsMaps.Pull(register));
        Assert.Equal("team:/v2/team/web/ 1\nwriter:/v2/ 1\n", RightsMaps.Push(register));
    }

    [Fact]
    public void Rights_are_changed_as_a_whole()
    {
        var changed = ClientChanges.Change(Register, "laptop", ClientChanges.Rights(pull: false, push: true, "team"));

        Assert.Equal("laptop:/v2/team/ 1\n", RightsMaps.Push(changed));
        Assert.Equal(Register.Revocations, changed.Revocations);
    }

    [Fact]
    public void A_revoked_client_loses_its_certificates_and_its_rights()
    {
        var revoked = ClientChanges.Revoke(Register, "laptop", Now);

        Assert.Equal("", RightsMaps.Pull(revoked));
        Assert.Equal(["41"], revoked.Revoked.Select(static certificate => certificate.Serial));
        Assert.Equal(Register.Revocations.Number + 1, revoked.Revocations.Number);
        Assert.Empty(revoked.Clients);
    }

    [Fact]
    public void One_with_the_same_name_gets_nothing_of_the_former_one()
    {
        var again = ClientChanges.Add(ClientChanges.Revoke(Register, "laptop", Now), "laptop", ClientChanges.Rights(pull: true, push: false, null), Token, Now);

        Assert.Equal("waiting", ClientEntry.Of(again.Find("laptop")!, Now).State);
        Assert.NotNull(Enrolment.RefuseCertificate(again, "laptop", "41", Now));
        Assert.Equal(["41"], again.Revoked.Select(static certificate => certificate.Serial));
    }

    [Fact]
    public void A_certificate_that_seems_to_have_ended_is_revoked_too_since_the_clock_may_be_ahead() =>
        Assert.Equal(["41"], ClientChanges.Revoke(Register, "laptop", Now.AddYears(2)).Revoked.Select(static certificate => certificate.Serial));

    [Fact]
    public void The_list_of_the_revoked_is_bounded_by_those_that_ended_first()
    {
        var full = Register with
        {
            Revoked = [.. Enumerable.Range(0, ClientChanges.MostRevoked).Select(static number => new RevokedCertificate("old", $"{number:X8}", Now.AddYears(-2), Now.AddDays(number == 7 ? -1 : 1)))],
        };

        var revoked = ClientChanges.Revoke(full, "laptop", Now).Revoked;

        Assert.Equal(ClientChanges.MostRevoked, revoked.Length);
        Assert.DoesNotContain(revoked, static certificate => certificate.Serial == "00000007");
        Assert.Contains(revoked, static certificate => certificate.Serial == "41");
    }

    [Theory]
    [InlineData("client token nobody")]
    [InlineData("client rights nobody")]
    [InlineData("client revoke nobody")]
    public void Who_is_not_there_is_not_changed(string verb)
    {
        Func<ClientRegister> change = verb.Split(' ')[1] switch
        {
            "token" => static () => ClientChanges.Token(Register, "nobody", Token),
            "rights" => static () => ClientChanges.Change(Register, "nobody", new ClientRights(true, false, null)),
            _ => static () => ClientChanges.Revoke(Register, "nobody", Now),
        };

        Assert.Contains("gateway client list", Assert.Throws<FormatException>(() => change()).Message);
    }

    [Fact]
    public void A_second_client_of_a_name_is_refused() =>
        Assert.Contains("gateway client token laptop", Assert.Throws<FormatException>(() => ClientChanges.Add(Register, "laptop", new ClientRights(true, false, null), Token, Now)).Message);

    [Fact]
    public void The_register_is_read_back()
    {
        var register = ClientChanges.Revoke(ClientChanges.Add(Register, "other", ClientChanges.Rights(pull: false, push: true, "team"), Token, Now), "laptop", Now);

        Assert.Equal(ClientRegisterJson.ToText(register), ClientRegisterJson.ToText(ClientRegisterJson.Parse(ClientRegisterJson.ToText(register))));
    }

    private static ClientRegister Added(string name, ClientRights rights) => ClientChanges.Add(new ClientRegister(), name, rights, Token, Now);

    private static ClientCertificate Certificate(string serial, int days) => new(serial, Now, Now.AddDays(days));
}
