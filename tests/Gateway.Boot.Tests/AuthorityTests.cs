using System.Text.Json.Nodes;
using Gateway.Lab;

namespace Gateway.Boot.Tests;

/// <summary>The certificate authority of the running gateway: there for who asks, and for nobody else.</summary>
[Collection(BootOrder.Running)]
public sealed class AuthorityTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Served = "/var/lib/gateway/certificates";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Its_root_is_the_one_that_status_names_and_it_has_signed_every_service()
    {
        var status = await Shared.Machine.WaitUntilAsync(static status => status.RootFingerprint is not null, "the root certificate to be told of", Limit, Cancellation);

        var hash = await Shared.Host.RunInContainerAsync($"openssl x509 -in {Served}/ca.crt -outform DER | sha256sum", Cancellation);
        var verified = await Shared.Host.RunInContainerAsync(
            $"cd {Served}; for service in gateway registry mirror; do openssl verify -x509_strict -CAfile ca.crt -untrusted client-ca.pem -crl_check_all -CRLfile client.crl -purpose sslserver -verify_hostname $service.home.arpa -verify_ip 192.168.4.1 services/$service.pem || exit 1; done",
            Cancellation);

        Assert.StartsWith(status.RootFingerprint!, hash.Require().Output, StringComparison.Ordinal);
        verified.Require();
        Assert.DoesNotContain(status.Conditions, static condition => condition.Code.StartsWith("authority", StringComparison.Ordinal) || condition.Code == "clock-implausible");
    }

    [Fact]
    public async Task Its_keys_are_its_own_and_what_is_served_is_haproxys()
    {
        var modes = await Shared.Host.RunInContainerAsync(
            $"stat -c '%a %U %G %n' /var/lib/gateway/authority/ca /var/lib/gateway/authority/ca/root.key /var/lib/gateway/authority/ca/issuing.key {Served}/services/gateway.pem /run/gateway-authority.sock /var/lib/haproxy/authority.sock", Cancellation);
        var other = await Shared.Host.RunInContainerAsync("setpriv --reuid=haproxy --regid=haproxy --clear-groups cat /var/lib/gateway/authority/ca/root.key", Cancellation);

        Assert.Equal(
            $"""
            700 gateway-authority gateway-authority /var/lib/gateway/authority/ca
            600 gateway-authority gateway-authority /var/lib/gateway/authority/ca/root.key
            600 gateway-authority gateway-authority /var/lib/gateway/authority/ca/issuing.key
            640 gateway-authority haproxy {Served}/services/gateway.pem
            600 root root /run/gateway-authority.sock
            600 haproxy haproxy /var/lib/haproxy/authority.sock

            """,
            modes.Require().Output);
        Assert.NotEqual(0, other.Exit);
    }

    [Fact]
    public async Task Clients_come_and_go()
    {
        Assert.SkipUnless(LabArtifacts.Soak, "a minute; a stock client that comes and goes is in every run. GATEWAY_SOAK=1 runs it");
        var added = JsonNode.Parse((await Shared.Host.RunAsync("gateway client add boot-test --push --repository team --json", Cancellation)).Require().Output)!;
        Assert.Equal(26, ((string)added["token"]!).Length);
        Assert.Contains("boot-test:/v2/team/ 1\n", (await Shared.Host.RunInContainerAsync($"cat {Served}/push.map", Cancellation)).Require().Output, StringComparison.Ordinal);

        (await Shared.Host.RunAsync("gateway client rights boot-test --pull", Cancellation)).Require();
        Assert.DoesNotContain("boot-test", (await Shared.Host.RunInContainerAsync($"cat {Served}/push.map", Cancellation)).Require().Output, StringComparison.Ordinal);

        (await Shared.Host.RunAsync("gateway client revoke boot-test", Cancellation)).Require();
        Assert.DoesNotContain("boot-test", (await Shared.Host.RunAsync("gateway client list", Cancellation)).Require().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_when_nobody_asks()
    {
        Assert.SkipUnless(LabArtifacts.Soak, "half a minute; GATEWAY_SOAK=1 runs it");
        (await Shared.Host.RunAsync("gateway client list", Cancellation)).Require();

        var ended = await Shared.Host.RunInContainerAsync(
            "timeout 120 tail --pid=$(systemctl show --value --property=MainPID gateway-authority.service) --follow /dev/null && systemctl is-active gateway-authority-enrolment.socket gateway-authority-control.socket && ! systemctl is-failed gateway-authority.service", Cancellation);
        Assert.Equal(0, ended.Exit);
    }
}
