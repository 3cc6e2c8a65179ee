using Gateway.Planning.Cards;

namespace Gateway.Planning.Tests.Cards;

public sealed class DomainProbeFrameTests
{
    private static readonly byte[] Source = [0x52, 0x54, 0, 0, 0, 2];
    private static readonly byte[] Nonce = [.. Enumerable.Range(0, DomainProbeFrame.NonceLength).Select(static number => (byte)number)];
    private static readonly byte[] Identity = DomainProbeFrame.IdentityOf("0123456789abcdef0123456789abcdef");

    [Fact]
    public void It_is_a_broadcast_of_the_sending_card_with_a_type_for_local_experiments_and_of_legal_length()
    {
        var frame = DomainProbeFrame.Encode(Source, Identity, Nonce);

        Assert.Equal("ffffffffffff52540000000288b547574450", Convert.ToHexStringLower(frame[..18]));
        Assert.Equal(60, frame.Length);
    }

    [Fact]
    public void The_machine_id_cannot_be_read_from_it() =>
        Assert.DoesNotContain("0123456789abcdef", Convert.ToHexStringLower(DomainProbeFrame.Encode(Source, Identity, new byte[16])), StringComparison.Ordinal);

    [Fact]
    public void Only_a_frame_of_the_same_round_of_the_same_device_is_an_echo()
    {
        var sent = DomainProbeFrame.Encode(Source, Identity, Nonce);
        byte[] other = [9, .. Nonce[1..]];

        Assert.True(DomainProbeFrame.IsEcho(sent, sent));
        // Something between the two wires may have put its own address into the frame.
        Assert.True(DomainProbeFrame.IsEcho(DomainProbeFrame.Encode([2, 0, 0, 0, 0, 1], Identity, Nonce), sent));
        Assert.False(DomainProbeFrame.IsEcho(DomainProbeFrame.Encode(Source, Identity, other), sent));
        Assert.False(DomainProbeFrame.IsEcho(DomainProbeFrame.Encode(Source, DomainProbeFrame.IdentityOf("f"), Nonce), sent));
        Assert.False(DomainProbeFrame.IsEcho(sent.AsSpan(0, 40), sent));
        Assert.False(DomainProbeFrame.IsEcho([], sent));
    }
}
