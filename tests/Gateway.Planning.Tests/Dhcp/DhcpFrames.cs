using System.Net;

namespace Gateway.Planning.Tests.Dhcp;

/// <summary>Frames of other DHCP servers and of their clients.</summary>
public static class DhcpFrames
{
    public const byte Offer = 2;
    public const byte Request = 3;

    /// <param name="reply">True: a server's.</param>
    /// <param name="type">DHCP's message type.</param>
    /// <param name="server">What the server calls itself.</param>
    /// <param name="mac">The sender, 6 bytes.</param>
    public static byte[] Of(bool reply, byte type, string server, params byte[] mac)
    {
        var frame = new byte[14 + 20 + 8 + 300];
        frame.AsSpan(0, 6).Fill(0xff);
        mac.CopyTo(frame, 6);
        (frame[12], frame[14], frame[16], frame[17], frame[22], frame[23]) = (8, 0x45, 0x01, 0x48, 64, 17);
        (frame[35], frame[37]) = reply ? ((byte)67, (byte)68) : ((byte)68, (byte)67);
        (frame[38], frame[39]) = (0x01, 0x34);
        frame[42] = reply ? (byte)2 : (byte)1;
        byte[] options = [0x63, 0x82, 0x53, 0x63, 53, 1, type, 54, 4, .. IPAddress.Parse(server).GetAddressBytes(), 255];
        options.CopyTo(frame, 42 + 236);
        return frame;
    }
}
