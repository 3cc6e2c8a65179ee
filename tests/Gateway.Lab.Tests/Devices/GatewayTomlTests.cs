using Gateway.Lab.Devices;
using Gateway.Lab.Guests;
using Gateway.Planning.Status;

namespace Gateway.Lab.Tests.Devices;

public sealed class GatewayTomlTests
{
    [Fact]
    public void The_operators_file_names_cards_root_and_time()
    {
        var toml = new GatewayToml
        {
            OutsideCard = "mac:52:54:00:1a:b1:01",
            InsideCard = "mac:52:54:00:1a:b1:02",
            SshPublicKey = "ecdsa-sha2-nistp256 AAAA laboratory",
            TrustAnchor = ". IN DNSKEY 257 3 13 AAAA",
            InsideLines = "attach = false",
        };

        Assert.Equal(
            """
            schema = 1

            [system]
            ssh-keys = ["ecdsa-sha2-nistp256 AAAA laboratory"]

            [outside]
            nic = "mac:52:54:00:1a:b1:01"

            [inside]
            nic = "mac:52:54:00:1a:b1:02"
            attach = false

            [dns]
            mode = "recursive"
            root-hints = '''
            . 3600000 IN NS ns.lab.
            ns.lab. 3600000 IN A 9.1.0.53
            '''
            trust-anchor = [". IN DNSKEY 257 3 13 AAAA"]

            [time]
            servers = ["5.1.0.1"]


            """,
            toml.ToText());
    }

    [Fact]
    public void The_login_key_is_written_as_ssh_reads_it()
    {
        var key = SshKey.Create();
        var blob = Convert.FromBase64String(key.Public.Split(' ')[1]);

        Assert.StartsWith("ecdsa-sha2-nistp256 ", key.Public, StringComparison.Ordinal);
        Assert.Equal(104, blob.Length);
        Assert.Equal("ecdsa-sha2-nistp256"u8.ToArray(), blob[4..23]);
        Assert.StartsWith("-----BEGIN EC PRIVATE KEY-----\n", key.Private, StringComparison.Ordinal);
    }

    [Fact]
    public void The_trust_anchor_is_the_public_half_of_the_signing_key()
    {
        var key = SigningKey.Create();
        using var secret = System.Security.Cryptography.ECDsa.Create();
        secret.ImportFromPem(key.Pem);
        var point = secret.ExportParameters(includePrivateParameters: false).Q;

        Assert.Equal($". IN DNSKEY 257 3 13 {Convert.ToBase64String([.. point.X!, .. point.Y!])}", key.TrustAnchor);
    }

    [Fact]
    public void A_status_line_is_found_behind_what_the_kernel_wrote()
    {
        var status = new StatusDocument { Release = "0.1.0", Ready = true };

        Assert.True(StatusLine.TryParse($"[   12.0] GATEWAY-STATUS {StatusJson.ToText(status)}\r")!.Ready);
        Assert.Null(StatusLine.TryParse("GATEWAY-STATUS {\"version\":1,[  12.0] usb 1-1"));
        Assert.Null(StatusLine.TryParse("systemd[1]: Started"));
        Assert.Throws<FormatException>(static () => StatusLine.TryParse("GATEWAY-STATUS {\"version\":2}"));
    }

    [Fact]
    public void An_answer_of_the_resolver_is_read_with_its_flags()
    {
        const string text = """
            ;; ->>HEADER<<- opcode: QUERY; status: NOERROR; id: 3281
            ;; Flags: qr rd ra ad; QUERY: 1; ANSWER: 2; AUTHORITY: 0; ADDITIONAL: 1

            www.example.lab.    	3600	IN	A	9.1.0.80
            www.example.lab.    	3600	IN	RRSIG	A 13 3 3600 20261205084837 20261121071837 12508 example.lab. EVgn
            """;

        var answer = DnsAnswer.Parse(text, "A");

        Assert.Equal(("NOERROR", true, "9.1.0.80"), (answer.Status, answer.Authenticated, Assert.Single(answer.Data)));
        Assert.Equal("NONE", DnsAnswer.Parse(";; WARNING: no reply", "A").Status);
    }
}
