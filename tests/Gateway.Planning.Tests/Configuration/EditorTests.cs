using System.Text;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Tests.Configuration;

public sealed class EditorTests
{
    private const string Good = "schema = 1\n\n[outside]\n\tnic\t=\t\"name:enp1s0\" # café\n[proxy]\nenabled = false\n";

    [Fact]
    public void A_byte_order_mark_of_utf8_is_accepted() => AssertRead([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Good)]);

    [Fact]
    public void Line_ends_of_windows_are_accepted() => AssertRead(Encoding.UTF8.GetBytes(Good.Replace("\n", "\r\n")));

    [Fact]
    public void A_missing_last_line_end_is_accepted() => AssertRead(Encoding.UTF8.GetBytes(Good.TrimEnd('\n')));

    [Fact]
    public void Tabs_are_accepted() => AssertRead(Encoding.UTF8.GetBytes(Good));

    [Fact]
    public void Utf16_with_a_byte_order_mark_is_refused_in_words()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            Assert.Equal(
                """
                gateway.toml: the file is saved as UTF-16, but must be UTF-8
                  hint: open it in an editor and save it as UTF-8 (Windows Notepad: Save as, Encoding: UTF-8)

                """,
                Render([.. encoding.Preamble, .. encoding.GetBytes(Good)]));
        }
    }

    [Fact]
    public void Utf16_without_a_byte_order_mark_is_refused_in_words()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            Assert.StartsWith("gateway.toml: the file is saved as UTF-16 without a byte order mark, but must be UTF-8\n", Render(encoding.GetBytes(Good)));
        }
    }

    [Fact]
    public void Utf32_is_refused_in_words() =>
        Assert.StartsWith("gateway.toml: the file is saved as UTF-32", Render([.. Encoding.UTF32.Preamble, .. Encoding.UTF32.GetBytes(Good)]));

    [Fact]
    public void An_older_encoding_is_refused_with_its_place()
    {
        Assert.Equal(
            """
            gateway.toml:4:27: the byte 0xE9 is not UTF-8 text
                4 |     nic =   "name:enp1s0" # caf�
                  |                                ^
              hint: the file may be saved in an older encoding such as Windows-1252; open it in an editor and save it as UTF-8 (Windows Notepad: Save as, Encoding: UTF-8)

            """,
            Render(Encoding.Latin1.GetBytes(Good)));
    }

    [Fact]
    public void Line_ends_of_old_macintoshes_are_named()
    {
        Assert.Equal(
            """
            gateway.toml:1:11: the line should end here, but a lone carriage return (U+000D) was found
                1 | schema = 1?[proxy]
                  |           ^
              hint: the file has line ends of an old Macintosh; save it with line ends of Unix or Windows

            """,
            Render(Encoding.UTF8.GetBytes("schema = 1\r[proxy]\r")));
    }

    [Fact]
    public void Typographic_quotes_are_named_wherever_a_quote_is_meant()
    {
        Assert.Equal(
            """
            gateway.toml:3:7: the typographic quote “ (U+201C) stands where a plain quote " is meant
                3 | nic = “name:eth0”
                  |       ^^^^^^^^^^^
              hint: word processors, phones and chat programs change quotes; type them again in a plain text editor

            gateway.toml:4:1: the typographic quote „ (U+201E) stands where a plain quote " is meant
                4 | „mtu“ = 1500
                  | ^
              hint: word processors, phones and chat programs change quotes; type them again in a plain text editor

            gateway.toml:6:23: the typographic quote ‘ (U+2018) stands where a plain quote " is meant
                6 | dhcp = { pool = ["‘", ‘x’] }
                  |                       ^^^
              hint: word processors, phones and chat programs change quotes; type them again in a plain text editor

            """,
            Render(Encoding.UTF8.GetBytes("schema = 1\n[outside]\nnic = “name:eth0”\n„mtu“ = 1500\n[inside]\ndhcp = { pool = [\"‘\", ‘x’] }\n")));
    }

    [Fact]
    public void A_file_of_another_kind_is_refused_without_flooding_the_screen()
    {
        var bytes = new byte[200_000];
        new Random(1).NextBytes(bytes);
        var result = ConfigurationReader.Read(bytes);
        Assert.Null(result.Config);
        Assert.InRange(result.Errors.Length, 1, 101);
        Assert.StartsWith(
            "the file has 2000000 bytes, more than 1048576",
            Assert.Single(ConfigurationReader.Read(new byte[2_000_000]).Errors).Message);
    }

    [Fact]
    public void Of_very_many_errors_the_first_hundred_are_shown()
    {
        var errors = Read.Text("schema = 1\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"k{i} = 1\n"))).Errors;
        Assert.Equal(101, errors.Length);
        Assert.Equal("there are more errors than the 100 that are shown", errors[0].Message);
        Assert.Equal(101, errors[^1].Line);
        Assert.Equal(errors[0], Read.Text(string.Concat(Enumerable.Repeat("\"\n", 500))).Errors[0]);
    }

    private static void AssertRead(byte[] bytes)
    {
        var result = ConfigurationReader.Read(bytes);
        Assert.Empty(result.Errors);
        Assert.Equal("name:enp1s0", result.Config!.Outside.Nic!.ToString());
        Assert.False(result.Config.Proxy.Enabled);
    }

    private static string Render(byte[] bytes) => ConfigurationErrorText.Render("gateway.toml", bytes, ConfigurationReader.Read(bytes).Errors);
}
