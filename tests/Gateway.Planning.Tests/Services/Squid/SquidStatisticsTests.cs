using Gateway.Planning.Services.Squid;

namespace Gateway.Planning.Tests.Services.Squid;

public sealed class SquidStatisticsTests
{
    private const string Counters = "sample_time = 1795301148.546919 (Sat, 21 Nov 2026 22:45:48 GMT)\nclient_http.requests = 18\nclient_http.hits = 2\nclient_http.errors = 12\nclient_http.kbytes_in = 2\nclient_http.kbytes_out = 97\nclient_http.hit_kbytes_out = 39\n";
    private const string Info = "Squid Object Cache: Version 6.13\nStart Time:\tSat, 21 Nov 2026 22:36:04 GMT\nCache information for squid:\n\tStorage Swap size:\t20 KB\n\tStorage Mem size:\t240 KB\nResource usage for squid:\n\tUP Time:\t61.484 seconds\n";
    private const string Store = "Store Directory Statistics:\nStore Entries          : 54\nMaximum Swap Size      : 98304 KB\nCurrent Store Swap Size: 20.00 KB\n\nStore Directory #0 (aufs): /var/spool/squid\nMaximum Size: 98304 KB\n";
    private const string Clients =
        """
        Cache Clients:
        Address: 192.168.4.50
        Name:    192.168.4.50
        Currently established connections: 1
            ICP  Requests 0
            HTTP Requests 3
                TCP_MISS                   2  67%
                TCP_MEM_HIT                1  33%

        Address: fd12:3456:789a::7
        Name:    fd12:3456:789a::7
        Currently established connections: 0
            ICP  Requests 0
            HTTP Requests 15
                TCP_DENIED                14  93%
                TCP_HIT                    1   7%

        Address: 127.0.0.1
        Currently established connections: 1
            ICP  Requests 0
            HTTP Requests 0

        TOTALS
        ICP : 0 Queries, 0 Hits (  0%)
        HTTP: 18 Requests, 2 Hits ( 11%)
        """;

    [Fact]
    public void Squids_pages_are_understood()
    {
        var statistics = SquidStatistics.Parse([Counters, Info, Store, Clients]);

        Assert.Equal((61, 18, 2, 12, 97, 39), (statistics.Uptime, statistics.Requests, statistics.Hits, statistics.Errors, statistics.SentKilobytes, statistics.HitKilobytes));
        Assert.Equal((20, 98304, 240), (statistics.DiskKilobytes, statistics.DiskLimitKilobytes, statistics.MemoryKilobytes));
        Assert.Equal([new SquidClient("fd12:3456:789a::7", 15, 1), new SquidClient("192.168.4.50", 3, 1)], statistics.Clients);
    }

    [Fact]
    public void A_page_without_its_number_is_told_of() => Assert.Contains(
        "client_http.hits",
        Assert.Throws<FormatException>(static () => SquidStatistics.Parse([Counters.Replace("client_http.hits", "hits"), Info, Store, Clients])).Message);
}
