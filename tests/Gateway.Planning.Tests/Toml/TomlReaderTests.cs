using System.Text;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Tests.Toml;

public sealed class TomlReaderTests
{
    [Fact]
    public void Deep_nesting_is_an_error_and_no_crash()
    {
        const int deep = 200_000;
        foreach (var text in new[]
        {
            "a = " + new string('[', deep),
            "a = " + string.Concat(Enumerable.Repeat("{b = ", deep)),
            "a = " + string.Concat(Enumerable.Repeat("[{b.c = ", deep)),
            "a" + string.Concat(Enumerable.Repeat(".a", deep)) + " = 1",
            "[a" + string.Concat(Enumerable.Repeat(".a", deep)) + "]",
        })
        {
            Assert.NotEmpty(Read(text).Errors);
        }
    }

    [Fact]
    public void Depth_counts_headers_dotted_keys_and_brackets_together()
    {
        var header = "[" + string.Join('.', Enumerable.Repeat("h", 30)) + "]\n" + string.Join('.', Enumerable.Repeat("k", 30)) + " = ";
        Assert.Empty(Read(header + "[[[[[]]]]]").Errors);
        Assert.Equal("lists and tables stand in each other deeper than 64 times", Assert.Single(Read(header + "[[[[[[]]]]]]").Errors).Message);
    }

    [Fact]
    public void Several_syntax_errors_are_told_at_once()
    {
        Assert.Equal(
            """
            1:5 "tru" is not a value: a text stands between quotes
            2:3 after the key "b" comes =, but "c" was found
            3:5 the text that begins here with " is not closed in this line
            5:3 a backslash followed by "q" is not an escape
            6:5 "01" is not a value: a number must not begin with 0
            7:5 "2026-02-30" is not a value: this month has the days 01 to 28
            8:7 a table's header ends with ], but the end of the line was found
            9:1 a key was expected here, but "=" was found
            10:10 the table that begins with { in line 10 goes on with "y"
            12:1 the list that begins in line 11 is not closed before this line
            """,
            Errors(
                """"
                a = tru
                b c = 1
                c = "x
                d = """
                  \q"""
                e = 01
                f = 2026-02-30
                [table
                = 1
                g = {x=1 y=2}
                h = [1,
                i = 2
                """"));
    }

    [Fact]
    public void After_a_broken_list_reading_goes_on_at_the_next_setting()
    {
        Assert.Equal(
            """
            2:3 "x" is not a value: a text stands between quotes
            7:5 "y" is not a value: a text stands between quotes
            """,
            Errors("a = [\n  x,\n  [1, 2],\n  [3],\n]\nb = 1\nc = y\n"));
    }

    [Fact]
    public void What_is_good_beside_errors_is_in_the_tree()
    {
        var root = Read("a = ?\n[t]\nb = 2\n").Root;
        Assert.True(root.TryGet("a", out var a) && a.Value is TomlInvalid);
        Assert.True(root.TryGet("t", out var t) && t.Value is TomlTable table && table.TryGet("b", out var b) && b.Value is TomlInteger { Value: 2 });
    }

    [Theory]
    [InlineData("a.b = 1\n[a]\nc = 2", "2:1 the table [a] is already there in line 1")]
    [InlineData("a = {}\n[a.b]", "2:2 \"a\" is a table that is complete since line 1, so nothing can be put into it here")]
    [InlineData("a = [1]\n[[a]]", "2:1 a is a list since line 1, so [[a]] cannot add to it")]
    [InlineData("a = 1\na.b = 2", "2:1 \"a\" is a whole number since line 1, so nothing can be put into it here")]
    [InlineData("a = 1_", "1:5 \"1_\" is not a value: a number has digits, with single underscores between them at most")]
    [InlineData("a = 0X1", "1:5 \"0X1\" is not a value: a text stands between quotes")]
    [InlineData("a = 99999999999999999999", "1:5 \"99999999999999999999\" is not a value: whole numbers reach from -9223372036854775808 to 9223372036854775807")]
    [InlineData("a = 12:30", "1:5 \"12:30\" is not a value: a time is written HH:MM:SS")]
    [InlineData("a = True", "1:5 \"True\" is not a value")]
    [InlineData("a = 1 b = 2", "1:7 the line should end here, but \"b\" was found")]
    [InlineData("a =", "1:4 the key \"a\" has no value")]
    [InlineData("a = \"x\\ud800\"", "1:7 the escape \\ud800 is not a Unicode character")]
    [InlineData("a = '''x", "1:5 the text that begins here with ''' is never closed")]
    [InlineData("a = [1,", "1:5 the list that begins here is never closed")]
    [InlineData("\u00A0a = 1", "1:1 a key was expected here, but the invisible character U+00A0 was found")]
    public void An_error_says_what_is_wrong_in_words(string text, string error) => Assert.Equal(error, Errors(text));

    private static TomlDocument Read(string text) => TomlReader.Read(Encoding.UTF8.GetBytes(text));

    private static string Errors(string text) =>
        string.Join('\n', Read(text).Errors.Select(error => $"{error.Span.Line}:{error.Span.Column} {error.Message}"));
}
