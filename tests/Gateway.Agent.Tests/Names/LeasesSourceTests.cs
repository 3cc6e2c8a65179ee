using Gateway.Agent.Names;
using Gateway.Planning.Names;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Names;

/// <summary>The host reads what the container wrote, and believes none of it unseen.</summary>
public sealed class LeasesSourceTests : IDisposable
{
    private const string Good = """{"version":1,"domain":"home.arpa","count":1,"leases":[{"address":"192.168.4.50","mac":"02:00:00:00:00:01","hostName":"nas","name":"nas","refused":null,"ends":"2026-11-21T12:00:00+00:00"}],"pools":[{"table":"inside.dhcp","size":150,"leased":1,"kept":0,"declined":0}],"refused":null}""";

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task A_document_is_read() => Assert.Equal("nas", Assert.Single((await ReadAsync(Good)).Leases).Name);

    [Theory]
    [InlineData("\"nas\",\"refused\"", "\"na\\u001b[2Js\",\"refused\"")]
    [InlineData("192.168.4.50", "no address")]
    [InlineData("\"version\":1", "\"version\":2")]
    [InlineData("\"count\":1,", "")]
    [InlineData("[{", "[null,{")]
    [InlineData("inside.dhcp", "inside\\u001b.dhcp")]
    [InlineData("[{\"table\"", "[null,{\"table\"")]
    public async Task What_the_agent_would_not_write_is_refused(string part, string other) =>
        await Assert.ThrowsAsync<FormatException>(() => ReadAsync(Good.Replace(part, other, StringComparison.Ordinal)));

    [Fact]
    public async Task More_than_the_agent_writes_is_not_read() =>
        await Assert.ThrowsAsync<FormatException>(() => ReadAsync(Good + new string(' ', 1024 * 1024)));

    [Fact]
    public async Task A_link_is_not_followed()
    {
        File.CreateSymbolicLink(_directory.At("leases.json"), "/etc/passwd");

        await Assert.ThrowsAsync<IOException>(ReadAsync);
    }

    [Fact]
    public async Task Before_the_first_lease_it_says_what_is_missing() => await Assert.ThrowsAsync<FileNotFoundException>(ReadAsync);

    public void Dispose() => _directory.Dispose();

    private Task<LeasesDocument> ReadAsync(string text)
    {
        _directory.Write("leases.json", text);
        return ReadAsync();
    }

    private Task<LeasesDocument> ReadAsync() => new LeasesSource(() => _directory.At("leases.json")).ReadAsync(Test.Cancellation);
}
