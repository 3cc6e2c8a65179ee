using System.Text;
using Gateway.Agent.Control;

namespace Gateway.Agent.Tests.Control;

public sealed class LineReaderTests
{
    [Fact]
    public async Task Lines_longer_than_the_buffer_and_several_in_one_piece_are_read()
    {
        var long1 = new string('a', 20_000);
        var reader = Reader($"{long1}\n\nb\nnot ended", 30_000);

        Assert.Equal(long1, await reader.ReadLineAsync(Test.Cancellation));
        Assert.Equal("", await reader.ReadLineAsync(Test.Cancellation));
        Assert.Equal("b", await reader.ReadLineAsync(Test.Cancellation));
        Assert.Null(await reader.ReadLineAsync(Test.Cancellation));
    }

    [Fact]
    public async Task A_line_over_the_limit_is_refused_before_it_is_complete()
    {
        var reader = Reader(new string('a', 11), 10);

        await Assert.ThrowsAsync<InvalidDataException>(() => reader.ReadLineAsync(Test.Cancellation));
    }

    private static LineReader Reader(string text, int limit) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)), limit);
}
