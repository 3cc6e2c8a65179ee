using System.Collections.Immutable;
using System.Net.Sockets;
using Gateway.Agent.Links;
using Gateway.Planning.Cards;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Cards;

/// <summary>Listens for router advertisements on every card that has a link. Asks for none: that would be heard on the wire.</summary>
public sealed partial class RouterListeners(HeardOnCards heard, TimeProvider time, ILogger<RouterListeners> logger)
{
    private const int BufferLength = 2048;

    /// <summary>Between two that are looked at: whoever sends thousands costs no more than this.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<ListeningPost, (Task Listening, CancellationTokenSource End)> _posts = [];

    /// <summary>Listens there and nowhere else. A post that has ended by itself, because the link went, is taken up again.</summary>
    public void Follow(ImmutableArray<ListeningPost> posts, CancellationToken cancellation)
    {
        foreach (var (post, (listening, end)) in _posts.ToArray())
        {
            if (!posts.Contains(post) || listening.IsCompleted)
                Leave(post, end);
        }

        foreach (var post in posts.Where(post => !_posts.ContainsKey(post)))
        {
            var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            _posts.Add(post, (ListenAsync(post, end.Token), end));
        }

        // What was heard over a cable goes with it.
        foreach (var card in _cards.Where(card => !posts.Any(post => post.Card == card)).ToArray())
            heard.Forget(card);
        _cards = [.. posts.Select(static post => post.Card)];
    }

    private ImmutableHashSet<string> _cards = [];

    private void Leave(ListeningPost post, CancellationTokenSource end)
    {
        end.Cancel();
        end.Dispose();
        _posts.Remove(post);
    }

    private async Task ListenAsync(ListeningPost post, CancellationToken cancellation)
    {
        try
        {
            using var socket = NetworkNamespace.Run(post.Process, () => Open(post.Link));
            var buffer = new byte[BufferLength];
            while (true)
            {
                var length = await socket.ReceiveAsync(buffer, cancellation);
                if (RouterAdvertisement.Parse(buffer.AsSpan(0, length)) is { } router)
                    heard.Add(post.Card, router);
                await Task.Delay(Pause, time, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody is to listen here any more.
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            LogEnded(logger, post.Link, e.Message);
        }
    }

    private static PacketSocket Open(string link)
    {
        var socket = PacketSocket.Open(link, EthernetFrame.Ipv6, RouterAdvertisement.Filter);
        try
        {
            socket.Join(RouterAdvertisement.Group.AsSpan());
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "listening for routers on {Link} ended: {Reason}, ignoring")]
    private static partial void LogEnded(ILogger logger, string link, string reason);
}
