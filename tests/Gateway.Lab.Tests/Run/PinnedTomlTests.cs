using System.Text;
using Gateway.Lab.Run.Configuration;
using Gateway.Planning.Configuration;
using Gateway.Planning.Secrets;

namespace Gateway.Lab.Tests.Run;

public sealed class PinnedTomlTests
{
    [Fact]
    public void The_operators_cards_become_those_of_the_machine_and_the_rest_stays()
    {
        var pinned = Pin(
            """
            schema = 1
            [outside]   # the provider
            nic = 'path:pci-0000:01:00.0' # left
            mtu = 1400

            [inside]
            ipv4 = "10.0.0.1/24"
            nic = "name:enp2s0"
            """);

        Assert.Equal(
            """
            schema = 1
            [outside]   # the provider
            nic = "mac:52:54:00:00:00:01" # left
            mtu = 1400

            [inside]
            ipv4 = "10.0.0.1/24"
            nic = "mac:52:54:00:00:00:02"
            """,
            pinned.Text);
        Assert.Equal(
            [
                "[outside] nic = 'path:pci-0000:01:00.0' became \"mac:52:54:00:00:00:01\"",
                "[inside] nic = \"name:enp2s0\" became \"mac:52:54:00:00:00:02\"",
            ],
            pinned.Notes);
    }

    [Theory]
    [InlineData("schema = 1\n", "schema = 1\n\n[outside]\nnic = 1\n\n[inside]\nnic = 2\n")]
    [InlineData("schema = 1", "schema = 1\n\n[outside]\nnic = 1\n\n[inside]\nnic = 2\n")]
    [InlineData("schema = 1\r\n[outside]\r\nmtu = 1400\r\n[inside]", "schema = 1\r\n[outside]\r\nnic = 1\nmtu = 1400\r\n[inside]\nnic = 2\n")]
    [InlineData("schema = 1\n[outside]\n[inside.dhcp]\nenabled = true\n", "schema = 1\n[outside]\nnic = 1\n[inside.dhcp]\nenabled = true\n\n[inside]\nnic = 2\n")]
    [InlineData("schema = 1\noutside = { mtu = 1400 }\ninside = {}\n", "schema = 1\noutside = { nic = 1, mtu = 1400 }\ninside = { nic = 2 }\n")]
    [InlineData("schema = 1\noutside.mtu = 1400\ninside.ipv6 = \"off\"\n", "schema = 1\noutside.nic = 1\noutside.mtu = 1400\ninside.nic = 2\ninside.ipv6 = \"off\"\n")]
    [InlineData("schema = 1\n[outside]\n[inside.dhcp]\n[inside]\nipv6 = \"off\"", "schema = 1\n[outside]\nnic = 1\n[inside.dhcp]\n[inside]\nnic = 2\nipv6 = \"off\"")]
    [InlineData("# 🙂\nschema = 1\noutside = { mode = \"dhcp\", nic = \"name:a\" } # ü 🙂\n[inside]\nnic = \"name:b\"", "# 🙂\nschema = 1\noutside = { mode = \"dhcp\", nic = 1 } # ü 🙂\n[inside]\nnic = 2")]
    public void A_file_gets_its_cards_however_it_is_written(string text, string expected)
    {
        var pinned = Pin(text);

        Assert.Equal(
            expected.Replace("nic = 1", "nic = \"mac:52:54:00:00:00:01\"", StringComparison.Ordinal).Replace("nic = 2", "nic = \"mac:52:54:00:00:00:02\"", StringComparison.Ordinal),
            pinned.Text);
        Assert.Empty(ConfigurationReader.Read(Encoding.UTF8.GetBytes(pinned.Text)).Errors);
    }

    [Fact]
    public void An_inside_without_a_card_gets_none()
    {
        var pinned = Pin("schema = 1\n[outside]\n[inside]\nattach = false\n");

        Assert.Equal("schema = 1\n[outside]\nnic = \"mac:52:54:00:00:00:01\"\n[inside]\nattach = false\n", pinned.Text);
        Assert.Contains("the LAN client reaches nothing", pinned.Notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_that_the_device_would_keep_are_the_laboratorys()
    {
        var pinned = Pin("schema = 1\n[system]\nconsole-password-hash = 'secret:console'\n[registry]\nmirror = [{ name = \"a\", url = \"https://a.example\", username = \"u\", password = \"secret:a\" }]\n");

        Assert.Empty(ConfigurationReader.Read(Encoding.UTF8.GetBytes(pinned.Text), KnownSecrets.None).Errors);
        Assert.DoesNotContain("secret:", pinned.Text, StringComparison.Ordinal);
        Assert.Contains("password = \"secret:a\" became", pinned.Notes[0], StringComparison.Ordinal);
        Assert.Contains("console-password-hash = 'secret:console' became", pinned.Notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_gateway_would_refuse_is_refused_with_its_line()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "schema = 1\n[outsde]\n", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<FormatException>(() => OperatorFile.ReadAsync(path, TestContext.Current.CancellationToken));

        File.Delete(path);
        Assert.Contains($"{path}:2:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_by_its_name()
    {
        var error = await Assert.ThrowsAsync<FormatException>(static () => OperatorFile.ReadAsync("/nowhere/gateway.toml", TestContext.Current.CancellationToken));

        Assert.Contains("/nowhere/gateway.toml", error.Message, StringComparison.Ordinal);
    }

    private static PinnedToml Pin(string text) => PinnedToml.Create(text, "52:54:00:00:00:01", "52:54:00:00:00:02");
}
