using System.Buffers;
using System.Text;

namespace Gateway.Agent.Control;

/// <summary>Reads lines whose length is bounded, so that a peer cannot fill the memory.</summary>
/// <param name="limit">Bytes of one line.</param>
public sealed class LineReader(Stream stream, int limit)
{
    private readonly byte[] _buffer = new byte[8192];
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _start;
    private int _end;

    /// <summary>The next line without its end; null when the peer has closed. A last line without an end is dropped.</summary>
    /// <exception cref="InvalidDataException">The line is longer than the limit.</exception>
    public async Task<string?> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (TakeLine() is { } line)
                return line;
            _start = _end = 0;
            _end = await stream.ReadAsync(_buffer, cancellation);
            if (_end == 0)
                return null;
        }
    }

    private string? TakeLine()
    {
        var available = _buffer.AsSpan(_start, _end - _start);
        var length = available.IndexOf((byte)'\n');
        var part = length < 0 ? available : available[..length];
        if (_line.WrittenCount + part.Length > limit)
            throw new InvalidDataException($"a message is longer than {limit} bytes");
        _line.Write(part);
        _start += part.Length + 1;
        if (length < 0)
            return null;
        var text = Encoding.UTF8.GetString(_line.WrittenSpan);
        _line.ResetWrittenCount();
        return text;
    }
}
