using System.Security.Cryptography;
using Gateway.Planning.Desired;

namespace Gateway.Agent.Probes;

/// <summary>Sends an NTP client packet and looks for the server's reply to just this one (RFC 5905).</summary>
internal static class NtpReplyProbe
{
    private const int Port = 123;
    private const int PacketLength = 48;
    private const byte Version4Client = (4 << 3) | ModeClient;
    private const int ModeClient = 3;
    private const int ModeServer = 4;
    private const int OriginTimestamp = 24;
    private const int TransmitTimestamp = 40;
    private const int TimestampLength = 8;

    public static async Task<string?> AskAsync(Probe.NtpReply probe, CancellationToken cancellation)
    {
        var question = new byte[PacketLength];
        question[0] = Version4Client;
        // The server returns it untouched as the origin, which ties the reply to this question; it need not be the time.
        RandomNumberGenerator.Fill(question.AsSpan(TransmitTimestamp, TimestampLength));
        var answer = await UdpQuestion.AskAsync(Endpoints.Parse(probe.Server, Port), question, cancellation);
        var isReply = answer.Length >= PacketLength
            && (answer[0] & 7) == ModeServer
            && answer.AsSpan(OriginTimestamp, TimestampLength).SequenceEqual(question.AsSpan(TransmitTimestamp, TimestampLength));
        return isReply ? null : $"NTP: {probe.Server} sent something that is no reply";
    }
}
