using Gateway.Planning.BlockLists;

namespace Gateway.Planning.Tests.BlockLists;

public sealed class BlockedNamesTests
{
    private const int Most = 100;

    [Fact]
    public void Hosts_files_names_wildcards_and_adblock_lines_are_read()
    {
        var read = Read(
            """
            # Title: a list
            ! another comment
            127.0.0.1 localhost
            127.0.0.1 localhost.localdomain
            ::1 localhost ip6-localhost
            0.0.0.0 0.0.0.0
            0.0.0.0 Ads.Example.COM tracker.example.net # with a comment
            plain.example.org
            plain.example.org.
            *.wild.example.org
            ||adblock.example.org^
            _dmarc.example.org

            """);

        Assert.Equal(
            ["ads.example.com", "tracker.example.net", "plain.example.org", "wild.example.org", "adblock.example.org", "_dmarc.example.org"], read.Names.AsEnumerable());
        Assert.Equal((0, false, null), (read.Strange, read.IsCut, read.Refusal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but comments\n")]
    [InlineData("127.0.0.1 localhost\n")]
    [InlineData("<!DOCTYPE html>\n<html><body>Sorry</body></html>\nexample.com\n")]
    public void What_is_no_list_is_refused(string text) => Assert.NotNull(Read(text).Refusal);

    [Theory]
    [InlineData("com")]
    [InlineData("a..example.com")]
    [InlineData(".example.com")]
    [InlineData("192.0.2.1")]
    [InlineData("x\".example.com")]
    [InlineData("x y.example.com")]
    [InlineData("Example.com")]
    [InlineData("é.example.com")]
    public void What_a_resolver_would_not_take_is_no_name(string text) => Assert.False(BlockedNames.IsName(text));

    [Fact]
    public void Labels_and_names_have_their_lengths()
    {
        var label = new string('a', 63);
        Assert.True(BlockedNames.IsName($"{label}.com"));
        Assert.False(BlockedNames.IsName($"{label}a.com"));
        Assert.True(BlockedNames.IsName($"{label}.{label}.{label}.{label[..61]}"));
        Assert.False(BlockedNames.IsName($"{label}.{label}.{label}.{label[..62]}"));
    }

    [Fact]
    public void No_more_names_are_taken_than_may_be()
    {
        var read = Read(string.Concat(Enumerable.Range(0, Most + 1).Select(static number => $"n{number}.example.com\n")));

        Assert.Equal((Most, true), (read.Names.Length, read.IsCut));
        Assert.False(Read(string.Concat(Enumerable.Range(0, Most * 2).Select(static number => $"n{number % Most}.example.com\n"))).IsCut);
    }

    private static BlockedNames Read(string text) => BlockedNames.Read(text.Split('\n'), Most);
}
