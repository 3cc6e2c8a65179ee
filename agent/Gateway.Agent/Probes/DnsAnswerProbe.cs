using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Gateway.Planning.Desired;

namespace Gateway.Agent.Probes;

/// <summary>Asks a DNS server for the IPv4 addresses of a name (RFC 1035). Enough of the protocol to see an answer, no resolver.</summary>
internal static class DnsAnswerProbe
{
    private const int Port = 53;
    private const int HeaderLength = 12;
    private const ushort AddressType = 1;
    private const ushort InternetClass = 1;
    private const ushort RecursionDesired = 0x0100;
    private const ushort ResponseFlag = 0x8000;
    private const byte PointerBits = 0xc0;

    private static readonly string[] ErrorNames = ["NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED"];

    public static async Task<string?> AskAsync(Probe.DnsAnswer probe, CancellationToken cancellation)
    {
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        var answer = await UdpQuestion.AskAsync(Endpoints.Parse(probe.Server, Port), Question(id, probe.Name), cancellation);
        return Complaint(id, answer) is { } complaint
            ? $"DNS: {probe.Server} asked for {probe.Name} answered {complaint}"
            : null;
    }

    internal static byte[] Question(ushort id, string name)
    {
        var message = new List<byte>(new byte[HeaderLength]);
        foreach (var label in name.TrimEnd('.').Split('.'))
        {
            var bytes = Encoding.ASCII.GetBytes(label);
            message.Add((byte)bytes.Length);
            message.AddRange(bytes);
        }
        message.AddRange([0, 0, (byte)AddressType, 0, (byte)InternetClass]);
        var question = message.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(question, id);
        BinaryPrimitives.WriteUInt16BigEndian(question.AsSpan(2), RecursionDesired);
        BinaryPrimitives.WriteUInt16BigEndian(question.AsSpan(4), 1);
        return question;
    }

    /// <summary>Null when the message answers the question with at least one address.</summary>
    internal static string? Complaint(ushort id, ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderLength || BinaryPrimitives.ReadUInt16BigEndian(message) != id)
            return "with something that is no answer to the question";
        var flags = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        if ((flags & ResponseFlag) == 0)
            return "with a question";
        var code = flags & 0xf;
        if (code != 0)
            return code < ErrorNames.Length ? ErrorNames[code] : $"with error {code}";
        return HasAddress(message) ? null : "without an address";
    }

    private static bool HasAddress(ReadOnlySpan<byte> message)
    {
        var questions = BinaryPrimitives.ReadUInt16BigEndian(message[4..]);
        var answers = BinaryPrimitives.ReadUInt16BigEndian(message[6..]);
        var at = HeaderLength;
        for (var i = 0; i < questions; i++)
            at = AfterName(message, at) + 4;
        for (var i = 0; i < answers; i++)
        {
            at = AfterName(message, at);
            if (at + 10 > message.Length)
                return false;
            if (BinaryPrimitives.ReadUInt16BigEndian(message[at..]) == AddressType)
                return true;
            at += 10 + BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]);
        }
        return false;
    }

    private static int AfterName(ReadOnlySpan<byte> message, int at)
    {
        while (at < message.Length && message[at] != 0)
        {
            if ((message[at] & PointerBits) == PointerBits)
                return at + 2;
            at += message[at] + 1;
        }
        return at + 1;
    }
}
