using System.Collections.Immutable;

namespace Gateway.Planning.Cards;

/// <summary>A program that the kernel runs on each frame (classic BPF), so that what does not matter wakes nobody.</summary>
public sealed record PacketFilter(ImmutableArray<FilterInstruction> Instructions)
{
    private const ushort Return = 0x06;
    private const uint WholeFrame = uint.MaxValue;

    /// <summary>Lets a frame through that passes every test.</summary>
    public static PacketFilter Where(params ImmutableArray<PacketTest> tests)
    {
        var program = ImmutableArray.CreateBuilder<FilterInstruction>();
        var length = tests.Sum(static test => test.Length);
        foreach (var test in tests)
        {
            program.Add(new FilterInstruction(test.Load, 0, 0, test.Offset));
            if (test.Compare is not { } compare)
                continue;
            if (test.Or is { } other)
                program.Add(new FilterInstruction(compare, 1, 0, other));
            // From behind this instruction to the last one, which drops the frame.
            var toDrop = (byte)(length - program.Count);
            program.Add(test.Unless
                ? new FilterInstruction(compare, toDrop, 0, test.Value)
                : new FilterInstruction(compare, 0, toDrop, test.Value));
        }

        program.Add(new FilterInstruction(Return, 0, 0, WholeFrame));
        program.Add(new FilterInstruction(Return, 0, 0, 0));
        return new PacketFilter(program.ToImmutable());
    }
}

/// <summary>The kernel's <c>struct sock_filter</c>.</summary>
public readonly record struct FilterInstruction(ushort Code, byte JumpTrue, byte JumpFalse, uint Value);

/// <summary>One question to a frame.</summary>
public sealed record PacketTest
{
    private const ushort LoadWord = 0x20;
    private const ushort LoadHalf = 0x28;
    private const ushort LoadByte = 0x30;
    private const ushort LoadWordIndexed = 0x40;
    private const ushort LoadHalfIndexed = 0x48;
    private const ushort LoadIpv4HeaderLength = 0xb1;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAnySet = 0x45;

    private PacketTest(ushort load, int offset, ushort? compare, uint value) =>
        (Load, Offset, Compare, Value) = (load, (uint)offset, compare, value);

    internal ushort Load { get; }
    internal uint Offset { get; }
    internal ushort? Compare { get; }
    internal uint Value { get; }

    /// <summary>True: the frame passes when the comparison fails.</summary>
    internal bool Unless { get; private init; }

    /// <summary>Another value that passes.</summary>
    internal uint? Or { get; private init; }
    internal int Length => Compare is null ? 1 : Or is null ? 2 : 3;

    public static PacketTest Word(int offset, uint value) => new(LoadWord, offset, JumpIfEqual, value);

    public static PacketTest Half(int offset, int value) => new(LoadHalf, offset, JumpIfEqual, (uint)value);

    public static PacketTest Byte(int offset, int value) => new(LoadByte, offset, JumpIfEqual, (uint)value);

    /// <summary>No bit of the mask is set.</summary>
    public static PacketTest NoBits(int offset, int mask) => new(LoadHalf, offset, JumpIfAnySet, (uint)mask) { Unless = true };

    /// <summary>From here on <see cref="HalfBehindIpv4"/> and <see cref="WordBehindIpv4"/> know where the IPv4 header ends.</summary>
    /// <param name="offset">Where it begins.</param>
    public static PacketTest Ipv4HeaderAt(int offset) => new(LoadIpv4HeaderLength, offset, null, 0);

    /// <param name="offset">Where the IPv4 header begins, and as much as is skipped behind its end.</param>
    public static PacketTest HalfBehindIpv4(int offset, int value) => new(LoadHalfIndexed, offset, JumpIfEqual, (uint)value);

    /// <inheritdoc cref="HalfBehindIpv4"/>
    /// <param name="other">Passes as well.</param>
    public static PacketTest EitherHalfBehindIpv4(int offset, int value, int other) => HalfBehindIpv4(offset, value) with { Or = (uint)other };

    /// <inheritdoc cref="HalfBehindIpv4"/>
    public static PacketTest WordBehindIpv4(int offset, uint value) => new(LoadWordIndexed, offset, JumpIfEqual, value);
}
