using Gateway.Planning.BlockLists;
using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;
using Gateway.Planning.Status;
using Gateway.Planning.Tests.Services;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.BlockLists;

public sealed class BlockListSpecTests
{
    private const long Now = 1_000_000;

    private static readonly StackDocument Document = StackSamples.Default with
    {
        Dns = new DnsConfig
        {
            BlockLists = [new BlockListConfig { Name = "ads", Url = "https://lists.example.org/ads.txt" }, new BlockListConfig { Name = "office", File = "office.txt" }, new BlockListConfig { Name = "lost", File = "lost.txt" }],
            BlockAllow = ["login.example.com"],
            Records = [new DnsRecordConfig { Name = "shop.example.com", Type = DnsRecordType.A, Value = "192.168.4.9" }],
            ForwardZones = [new ForwardZoneConfig { Domain = "corp.example", Upstreams = ["10.8.0.1"] }],
        },
        BlockFiles = [new BlockFile("office.txt", "abc")],
    };

    [Fact]
    public void The_document_says_what_is_to_be_fetched_and_what_never_blocked()
    {
        var text = Planned.File("unbound", BlockListSpec.Path, Document);

        Assert.Equal(BlockListSpecJson.ToText(BlockListSpec.From(Document)!), text);
        var spec = BlockListSpecJson.Parse(text);
        Assert.Equal([new("ads", "https://lists.example.org/ads.txt", null), new("office", null, "abc"), new("lost", null, "")], spec.Lists.AsEnumerable());
        Assert.Equal(["login.example.com", "shop.example.com", "corp.example", "home.arpa", "4.168.192.in-addr.arpa", "0.0.0.0.a.9.8.7.6.5.4.3.2.1.d.f.ip6.arpa", "lists.example.org"], spec.Allow.AsEnumerable());
        Assert.Equal((BlockAnswer.Nxdomain, 200_000, 86400), (spec.Answer, spec.Limit, spec.Refresh));
        Assert.Contains("\"answer\": \"nxdomain\"", text);
    }

    [Fact]
    public void Unbound_reads_what_is_kept_and_timers_look_after_it()
    {
        var resolution = Planned.File("unbound", "/etc/unbound/gateway.d/resolution.conf", Document);
        Assert.InRange(resolution.IndexOf($"\n    include: \"{BlockListSpec.Included}\"\n", StringComparison.Ordinal), 0, resolution.IndexOf("\n    local-zone:", StringComparison.Ordinal));
        Assert.Equal(
            ["unbound.service Running", "gateway-block-lists-now.timer Running", "gateway-block-lists.timer Running"],
            Planned.Service("unbound", Document).Units.Select(static unit => $"{unit.Name} {unit.Goal}"));
        Assert.Equal([BlockListSpec.Path], Planned.Service("unbound", Document).Units[1].RestartOn.AsEnumerable());
    }

    [Fact]
    public void Without_lists_nothing_of_it_is_there()
    {
        var service = Planned.Service("unbound", StackSamples.Default);

        Assert.Null(BlockListSpec.From(StackSamples.Default));
        Assert.DoesNotContain(service.Files, static file => file.Path == BlockListSpec.Path || file.Content.Contains("block-lists"));
        Assert.All(service.Units.Skip(1), static unit => Assert.Equal(UnitGoal.Stopped, unit.Goal));
        Assert.Null(BlockListSpec.From(Document with { Dns = Document.Dns with { Enabled = false } }));
    }

    [Fact]
    public void A_list_is_due_when_it_is_new_old_another_or_from_the_future()
    {
        var list = new BlockListSource("ads", "https://lists.example.org/ads.txt", null);
        var spec = BlockListSpec.From(Document)!;
        var known = new BlockListEntry { Name = "ads", Origin = list.Origin, Tried = list.Origin, Fetched = Now - 10, Next = Now + 10 };

        Assert.True(BlockListSchedule.IsDue(spec, list, null, Now));
        Assert.False(BlockListSchedule.IsDue(spec, list, known, Now));
        Assert.True(BlockListSchedule.IsDue(spec, list, known, Now + 10));
        Assert.True(BlockListSchedule.IsDue(spec, list, known, Now - 11));
        Assert.True(BlockListSchedule.IsDue(spec, list, known with { Next = Now + (2 * spec.Refresh) }, Now));
        Assert.True(BlockListSchedule.IsDue(spec, list with { Url = "https://lists.example.org/more.txt" }, known, Now));
        Assert.True(BlockListSchedule.IsDue(spec, list, known with { IsCut = true, Names = spec.Limit - 1 }, Now));
        Assert.False(BlockListSchedule.IsDue(spec, list, known with { IsCut = true, Names = spec.Limit }, Now));
    }

    [Fact]
    public void Failures_are_tried_again_ever_later_and_no_later_than_a_success()
    {
        var spec = BlockListSpec.From(Document)!;

        Assert.Equal([60, 120, 240, 30720, 86400], new[] { 1, 2, 3, 10, 1000 }.Select(failures => BlockListSchedule.AfterFailure(spec, failures, 0, 0.5)));
        Assert.Equal([77760, 95040], new[] { 0.0, 1.0 }.Select(chance => BlockListSchedule.AfterSuccess(spec, 0, chance)));
    }

    [Fact]
    public void Status_tells_of_what_failed_and_of_what_was_left_out()
    {
        var spec = BlockListSpec.From(Document)!;
        var state = new BlockListState
        {
            Lists =
            [
                new BlockListEntry { Name = "ads", Origin = "x", Names = 7, Fetched = 0, Failure = "lists.example.org answered 404\u001b" },
                new BlockListEntry { Name = "office", Origin = "abc", Names = 3 },
                new BlockListEntry { Name = "lost", Failure = "its file is not on the boot partition" },
            ],
            IsCut = true,
        };

        Assert.Equal(
            [
                "the block list ads could not be brought up to date: lists.example.org answered 404?; the 7 names of 1970-01-01 00:00 UTC are kept; it is tried again",
                "the block list lost could not be brought up to date: its file is not on the boot partition; none of its names is blocked. Put the file into the folder block-lists of the boot partition",
                "the block lists have more names than the 200000 that [dns] block-limit allows: the rest is found as ever. Raise it, or take fewer lists",
            ],
            BlockListConditions.Of(spec, state).Select(static condition => condition.Text));
        Assert.Empty(BlockListConditions.Of(null, state));
        Assert.Equal(
            [new ServiceStatus("kea", "answering"), new ServiceStatus("unbound", "answering", "7 names on 3 block lists are not to be found"), new ServiceStatus("squid", "failed", "no")],
            BlockListConditions.WithCount([new("kea", "answering"), new("unbound", "answering"), new("squid", "failed", "no")], spec, state with { Blocked = 7 }).AsEnumerable());
        Assert.Equal(BlockListStateJson.ToText(state), BlockListStateJson.ToText(BlockListStateJson.Parse(BlockListStateJson.ToText(state))));
    }
}
