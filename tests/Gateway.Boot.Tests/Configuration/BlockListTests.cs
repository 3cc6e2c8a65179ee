using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests.Configuration;

/// <summary><c>[[dns.block-list]]</c> on a running gateway: one fetched over TLS, one on the boot partition.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class BlockListTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Publisher = "www.example.lab";
    private const int Port = 8443;

    private const string Serve = """
        import http.server, ssl
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = b"0.0.0.0 www.insecure.lab\n0.0.0.0 ads.example.lab\n"
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
        server = http.server.HTTPServer(("9.1.0.80", 8443), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain("/run/lists.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.serve_forever()
        """;

    [Fact]
    public async Task Names_on_lists_are_not_found_until_the_lists_are_gone()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var processes = await hands.ProcessesAsync("unbound");
        await ServeAsync();
        (await hands.RunAsync(
            "mount -o remount,rw /boot && mkdir -p /boot/block-lists && echo '0.0.0.0 x.insecure.lab' > /boot/block-lists/office.txt; mount -o remount,ro /boot; cat /boot/block-lists/office.txt")).Require();
        CommandResult back;
        try
        {
            (await hands.ApplyAsync(hands.With(
                $"""
                [trust]
                certificates = ['''
                {Shared.Laboratory.Lab.Authority.Certificate}''']

                [[dns.block-list]]
                name = "ads"
                url = "https://{Publisher}:{Port}/ads.txt"

                [[dns.block-list]]
                name = "office"
                file = "office.txt"

                """))).Require();

            await AnswersAsync("www.insecure.lab", "NXDOMAIN");
            await AnswersAsync("under.x.insecure.lab", "NXDOMAIN");
            Assert.Equal([LabMachine.WebServer], (await Shared.Client.ResolveAsync("other.insecure.lab", "A", Cancellation)).Data);
            Assert.Equal(processes, await hands.ProcessesAsync("unbound"));
            await hands.UntilAsync(
                static status => status.Services.Any(static service => service.Name == "unbound" && service.Reason?.StartsWith("3 names on 2 block lists", StringComparison.Ordinal) == true), "the count of names");
            Assert.DoesNotContain(Shared.Machine.Status!.Conditions, static condition => condition.Code.StartsWith("block-list", StringComparison.Ordinal));
        }
        finally
        {
            back = await hands.RunAsync($"gateway rollback {before}");
            await hands.RunAsync("mount -o remount,rw /boot && rm -r /boot/block-lists; mount -o remount,ro /boot");
        }

        back.Require();
        await AnswersAsync("www.insecure.lab", "NOERROR");
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    private async Task ServeAsync()
    {
        var identity = Shared.Laboratory.Lab.Authority.Issue(Publisher);
        await Shared.Laboratory.Lab.WriteFileAsync("/run/lists.pem", identity.Key + "\n" + identity.Certificate + "\n", "0600", Cancellation);
        await Shared.Laboratory.Lab.WriteFileAsync("/run/lists.py", Serve, "0600", Cancellation);
        await Shared.Laboratory.Lab.Internet.StartServerAsync("lists", ["python3", "/run/lists.py"], Port, Cancellation);
    }

    /// <summary>Asks until it is so: the lists are fetched beside the switch.</summary>
    private async Task AnswersAsync(string name, string status)
    {
        var result = await Shared.Client.RunAsync(
            $"for try in $(seq 1000); do said=$(kdig +time=5 {name} A 2>&1); echo \"$said\" | grep -q 'status: {status}' && exit 0; sleep 0.2; done; echo \"$said\"; exit 1",
            Cancellation,
            LabFixture.BootLimit);
        Assert.True(result.Exit == 0, $"{name} should be {status}: {result.Output}");
    }
}
