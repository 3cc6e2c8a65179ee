using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Gateway.Planning.Cards;

namespace Gateway.Agent.Links;

/// <summary>Gives a socket's filter to the kernel.</summary>
internal static unsafe partial class SocketFilter
{
    private const int SocketLevel = 1;
    private const int AttachFilter = 26;

    public static void Attach(SafeSocketHandle socket, PacketFilter filter)
    {
        var instructions = filter.Instructions.Select(static instruction => new Instruction
        {
            Code = instruction.Code,
            JumpTrue = instruction.JumpTrue,
            JumpFalse = instruction.JumpFalse,
            Value = instruction.Value,
        }).ToArray();
        fixed (Instruction* first = instructions)
        {
            var program = new FilterProgram { Length = (ushort)instructions.Length, Instructions = first };
            if (setsockopt(socket, SocketLevel, AttachFilter, &program, sizeof(FilterProgram)) != 0)
                throw new IOException($"giving the kernel a packet filter failed: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setsockopt(SafeSocketHandle descriptor, int level, int option, FilterProgram* value, int length);

    /// <summary>The kernel's <c>struct sock_filter</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Instruction
    {
        public ushort Code;
        public byte JumpTrue;
        public byte JumpFalse;
        public uint Value;
    }

    /// <summary>The kernel's <c>struct sock_fprog</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FilterProgram
    {
        public ushort Length;
        public Instruction* Instructions;
    }
}
