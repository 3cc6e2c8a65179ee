using System.Threading.Channels;

namespace Gateway.Lab.Run.Prompt;

/// <summary>The lines of standard input, on a thread of their own: reading a terminal cannot be cancelled.</summary>
public static class InputLines
{
    public static ChannelReader<string> Read(TextReader input)
    {
        var lines = Channel.CreateUnbounded<string>();
        new Thread(() =>
        {
            while (input.ReadLine() is { } line)
            {
                lines.Writer.TryWrite(line);
            }

            lines.Writer.Complete();
        })
        { IsBackground = true, Name = "standard input" }.Start();
        return lines.Reader;
    }
}
