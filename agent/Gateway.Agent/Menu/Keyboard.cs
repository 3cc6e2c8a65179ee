using System.Text;

namespace Gateway.Agent.Menu;

/// <summary>Single keys and short lines from a terminal that passes them on as they are typed.</summary>
/// <param name="output">Where what is typed is shown: the terminal itself does not.</param>
internal sealed class Keyboard(Stream input, TextWriter output, TimeProvider time)
{
    public const char Escape = '\u001b';

    /// <summary>A menu that nobody uses is left, so that nobody else finds it open.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    public const int LongestLine = 512;
    private const char Backspace = '\b';
    private const char Delete = '\u007f';

    private readonly byte[] _buffer = new byte[256];
    private int _start;
    private int _end;
    private Task<int>? _reading;

    /// <summary>The next key; <see cref="Escape"/> also when the terminal is gone or nobody types. Keys that send several bytes, such as arrows, are passed over.</summary>
    public async Task<char> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (_start == _end && !await FillAsync(cancellation))
                return Escape;
            var key = (char)_buffer[_start++];
            if (key != Escape)
                return key == '\r' ? '\n' : key;
            if (_start == _end)
                return Escape;
            PassOver();
        }
    }

    /// <summary>What follows Escape at once is another key's: with [ or O up to a letter or tilde (ECMA-48), else one byte.</summary>
    private void PassOver()
    {
        if (_buffer[_start] is (byte)'[' or (byte)'O')
        {
            _start++;
            while (_start < _end && _buffer[_start] is < (byte)'@' or > (byte)'~')
                _start++;
        }

        if (_start < _end)
            _start++;
    }

    /// <summary>A line of text; null: the operator thought better of it.</summary>
    public async Task<string?> ReadLineAsync(bool isShown, CancellationToken cancellation)
    {
        var bytes = new List<byte>();
        while (true)
        {
            var key = await ReadAsync(cancellation);
            switch (key)
            {
                case Escape:
                    await output.WriteLineAsync();
                    return null;
                case '\n':
                    await output.WriteLineAsync();
                    return Encoding.UTF8.GetString([.. bytes]);
                case Backspace or Delete when bytes.Count > 0:
                    bytes.RemoveAt(bytes.Count - 1);
                    await output.WriteAsync(isShown ? "\b \b" : "");
                    break;
                case >= ' ' when bytes.Count < LongestLine && key != Delete:
                    bytes.Add((byte)key);
                    await output.WriteAsync(isShown ? key.ToString() : "");
                    break;
                default:
                    break;
            }
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellation)
    {
        try
        {
            // What nobody typed in time is still being read: the next key is the next call's.
            _reading ??= input.ReadAsync(_buffer, cancellation).AsTask();
            (_start, _end) = (0, await _reading.WaitAsync(Idle, time, cancellation));
            _reading = null;
            return _end > 0;
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            return false;
        }
    }
}
