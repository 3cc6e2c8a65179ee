using Gateway.Agent.Names;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Names;

public sealed class LeaseFileTests : IDisposable
{
    private const string Header = "address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context,pool_id\n";

    private readonly TemporaryDirectory _directory = new();
    private readonly LeaseFile _file;

    public LeaseFileTests() => _file = new LeaseFile(_directory.At("leases.csv"));

    [Fact]
    public async Task The_last_line_of_an_address_counts()
    {
        Write("leases.csv", Header + Line(50, "nas") + Line(51, "tv") + Line(50, "box") + Line(51, "tv", state: 2));

        Assert.Equal(["192.168.4.50 box"], await ReadAsync());
    }

    [Fact]
    public async Task What_is_appended_is_read_and_half_a_line_waits_for_its_end()
    {
        Write("leases.csv", Header + Line(50, "nas"));
        await ReadAsync();
        var line = Line(51, "tv");

        Append(line[..20]);
        Assert.Equal(["192.168.4.50 nas"], await ReadAsync());
        Append(line[20..]);
        Assert.Equal(["192.168.4.50 nas", "192.168.4.51 tv"], await ReadAsync());
    }

    [Fact]
    public async Task A_declined_address_is_kept_as_one()
    {
        Write("leases.csv", Header + Line(50, "nas") + Line(51, "tv") + "192.168.4.51,,,86400,1795290988,1,0,0,,1,,0\n");

        var declined = Assert.Single(await _file.ReadAsync(anew: false, Test.Cancellation), static lease => lease.IsDeclined);
        Assert.Equal("192.168.4.51", declined.Address);
        Assert.False(declined.IsActiveAt(0));
        Assert.True(declined.IsTakenAt(0));
    }

    [Fact]
    public async Task A_lease_that_was_given_back_is_none()
    {
        Write("leases.csv", Header + Line(50, "nas") + Line(50, "nas", lifetime: 0));

        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task A_file_that_was_begun_anew_is_read_with_those_that_Kea_put_aside()
    {
        Write("leases.csv", Header + Line(50, "nas") + Line(51, "tv") + Line(52, "pc"));
        await ReadAsync();

        File.Move(_directory.At("leases.csv"), _directory.At("leases.csv.1"));
        Write("leases.csv.2", Header + Line(49, "old") + Line(50, "older"));
        Write("leases.csv", Header + Line(51, "tv", state: 2));
        Assert.Equal(["192.168.4.49 old", "192.168.4.50 nas", "192.168.4.52 pc"], await ReadAsync());
    }

    [Fact]
    public async Task A_file_that_was_begun_anew_and_is_longer_than_the_old_one_is_read_whole()
    {
        Write("leases.csv", Header + Line(50, "nas"));
        await ReadAsync();

        File.Move(_directory.At("leases.csv"), _directory.At("leases.csv.1"));
        Write("leases.csv", Header + Line(51, "tv") + Line(52, "pc") + Line(53, "phone"));

        Assert.Equal(["192.168.4.50 nas", "192.168.4.51 tv", "192.168.4.52 pc", "192.168.4.53 phone"], await ReadAsync());
    }

    [Fact]
    public async Task A_line_that_is_none_does_not_hide_the_one_before()
    {
        Write("leases.csv", Header + Line(50, "nas") + "192.168.4.50,cut\n");

        Assert.Equal(["192.168.4.50 nas"], await ReadAsync());
    }

    [Fact]
    public async Task What_Kea_has_put_together_takes_the_place_of_its_parts()
    {
        Write("leases.csv.1", Header + Line(50, "nas"));
        Write("leases.csv.2", Header + Line(51, "tv"));
        Write("leases.csv.completed", Header + Line(52, "pc"));
        Write("leases.csv", Header);

        Assert.Equal(["192.168.4.52 pc"], await ReadAsync());
    }

    [Fact]
    public async Task While_Kea_puts_its_files_together_no_lease_is_missed()
    {
        Write("leases.csv.2", Header + Line(50, "nas"));
        Write("leases.csv", Header);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Test.Cancellation);
        var kea = Task.Run(() => PutTogether(end.Token), Test.Cancellation);

        for (var reading = 0; reading < 300; reading++)
        {
            try
            {
                Assert.Contains("192.168.4.50 nas", await ReadAsync(anew: true));
            }
            catch (IOException)
            {
                // It never stood still for long enough; that is said, not guessed.
            }
        }

        await end.CancelAsync();
        await kea;
    }

    [Fact]
    public async Task Without_a_file_there_is_no_lease() => Assert.Empty(await ReadAsync());

    [Fact]
    public async Task A_file_of_many_blocks_is_read_to_its_end()
    {
        Write("leases.csv", Header + string.Concat(Enumerable.Range(0, 5000).Select(static number => Line(number % 200, $"h{number}"))));

        var read = await ReadAsync();

        Assert.Equal(200, read.Length);
        Assert.Contains("192.168.4.199 h4999", read);
    }

    public void Dispose() => _directory.Dispose();

    private static string Line(int last, string name, int state = 0, int lifetime = 3600) =>
        $"192.168.4.{last},02:00:00:00:00:01,,{lifetime},1795290988,1,0,0,{name},{state},,0\n";

    private void Write(string name, string text) => _directory.Write(name, text);

    private void Append(string text) => File.AppendAllText(_directory.At("leases.csv"), text);

    /// <summary>The steps of kea-lfc and, before them, of the server.</summary>
    private void PutTogether(CancellationToken cancellation)
    {
        for (var round = 0; !cancellation.IsCancellationRequested; round++)
        {
            File.Move(_directory.At("leases.csv"), _directory.At("leases.csv.1"));
            Write("leases.csv", Header);
            Write("leases.csv.output", Header + Line(50, "nas") + string.Concat(Enumerable.Repeat(Line(51, "tv"), round % 50)));
            File.Move(_directory.At("leases.csv.output"), _directory.At("leases.csv.completed"));
            File.Delete(_directory.At("leases.csv.2"));
            File.Delete(_directory.At("leases.csv.1"));
            File.Move(_directory.At("leases.csv.completed"), _directory.At("leases.csv.2"));
        }
    }

    private async Task<string[]> ReadAsync(bool anew = false) =>
        [.. (await _file.ReadAsync(anew, Test.Cancellation)).Select(static lease => $"{lease.Address} {lease.HostName}").Order(StringComparer.Ordinal)];
}
