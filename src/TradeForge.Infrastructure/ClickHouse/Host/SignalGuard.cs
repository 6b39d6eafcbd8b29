using System.Runtime.InteropServices;

namespace TradeForge.Infrastructure.ClickHouse.Host;

/// <summary>Remembers every signal handler of the process and puts back those that a library replaced.</summary>
/// <remarks>Connecting to the engine takes signal 34, with which .NET suspends threads for a garbage collection; left so, a collection waits for seconds.</remarks>
internal sealed unsafe class SignalGuard
{
    private const int Signals = 64, ActionSize = 152, Kill = 9, Stop = 19;
    private readonly byte[] _saved = new byte[(Signals + 1) * ActionSize];

    public SignalGuard()
    {
        fixed (byte* saved = _saved)
            for (var signal = 1; signal <= Signals; signal++)
                _ = sigaction(signal, null, saved + signal * ActionSize);
    }

    /// <summary>The signals whose handler had been replaced and is now the old one again.</summary>
    public IReadOnlyList<int> Restore()
    {
        var restored = new List<int>();
        var current = stackalloc byte[ActionSize];
        fixed (byte* saved = _saved)
            for (var signal = 1; signal <= Signals; signal++)
            {
                if (signal is Kill or Stop || sigaction(signal, null, current) != 0) continue;
                var old = saved + signal * ActionSize;
                if (*(nint*)old == *(nint*)current) continue;
                _ = sigaction(signal, old, null);
                restored.Add(signal);
            }
        return restored;
    }

#pragma warning disable IDE1006, SYSLIB1054 // the C library's own name; blittable pointers need no marshalling
    [DllImport("libc")]
    private static extern int sigaction(int signal, byte* action, byte* old);
#pragma warning restore IDE1006, SYSLIB1054
}
