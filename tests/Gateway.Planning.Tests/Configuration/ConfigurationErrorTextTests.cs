using System.Text;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Tests.Configuration;

public sealed class ConfigurationErrorTextTests
{
    [Fact]
    public void An_error_shows_its_line_with_a_mark_below_and_a_hint() =>
        Assert.Equal(
            """
            gateway.toml:3:1: unknown key "modee" in [outside]
                3 | modee = "dhcp"
                  | ^^^^^
              hint: did you mean "mode"?

            """,
            Read.Rendered("schema = 1\n[outside]\nmodee = \"dhcp\"\n"));

    [Fact]
    public void An_error_on_the_whole_file_has_no_line() =>
        Assert.Equal(
            """
            gateway.toml: the file does not say its schema
              hint: write schema = 1 as the first line

            """,
            Read.Rendered("[outside]\n"));

    [Fact]
    public void Tabs_become_spaces_and_the_mark_stands_below_what_is_meant() =>
        Assert.Equal("    2 |     a   =   1\n      |         ^\n", Excerpt("x\n\ta\t=\t1\n", 2, 4, 1));

    [Fact]
    public void Wide_letters_and_marks_on_letters_keep_the_mark_in_place()
    {
        Assert.Equal("    1 | 名 = x\n      |    ^\n", Excerpt("名 = x", 1, 3, 1));
        Assert.Equal("    1 | e\u0301 = x\n      |   ^\n", Excerpt("e\u0301 = x", 1, 4, 1));
    }

    [Fact]
    public void What_steers_a_terminal_is_not_passed_on() =>
        Assert.Equal("    1 | a?[2J?b\n      |     ^\n", Excerpt("a\u001b[2J\u202Eb", 1, 5, 1));

    [Fact]
    public void A_mark_over_several_lines_ends_with_the_first() =>
        Assert.Equal("    1 | a = [1,\n      |     ^^^\n", Excerpt("a = [1,\n2]", 1, 5, 6));

    [Fact]
    public void A_long_line_is_cut_around_the_place()
    {
        var text = Excerpt(new string('a', 500) + "X" + new string('b', 500), 1, 501, 1).Split('\n');
        Assert.Equal("    1 | …" + new string('a', 22) + "X" + new string('b', 45) + "…", text[0]);
        Assert.Equal("      | " + new string(' ', 23) + "^", text[1]);
    }

    [Fact]
    public void A_place_behind_the_end_of_the_line_is_marked_there() =>
        Assert.Equal("    1 | a =\n      |    ^\n", Excerpt("a =\n", 1, 99, 3));

    [Fact]
    public void A_place_that_the_file_does_not_have_shows_the_message_alone() =>
        Assert.Equal("f: m\n", ConfigurationErrorText.Render("f", "a"u8, [new ConfigurationError(7, 1, 1, "m")]));

    private static string Excerpt(string file, int line, int column, int length)
    {
        var text = ConfigurationErrorText.Render("f", Encoding.UTF8.GetBytes(file), [new ConfigurationError(line, column, length, "m")]);
        return text[(text.IndexOf('\n') + 1)..];
    }
}
