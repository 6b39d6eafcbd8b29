using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace TradeForge.Infrastructure.ClickHouse.Host;

/// <summary>A finished statement: its bytes in the engine's memory, its counters, or its error.</summary>
internal sealed unsafe partial class ChdbResult : MemoryManager<byte>
{
    private readonly ChdbLibrary _library;
    private nint _handle;

    public ChdbResult(ChdbLibrary library, nint handle)
    {
        _library = library;
        _handle = handle;
        Error = handle == 0 ? "Code: 1002. DB::Exception: The engine gave no answer. (UNKNOWN_EXCEPTION)" : Marshal.PtrToStringUTF8((nint)library.ResultError(handle));
    }

    /// <summary>A statement that failed before it had a result.</summary>
    public ChdbResult(ChdbLibrary library, string error)
    {
        _library = library;
        Error = error;
    }

    /// <summary>An error that the host itself found, worded as the engine would.</summary>
    public static ChdbResult Refuse(ChdbLibrary library, int code, string message) => new(library, $"Code: {code}. DB::Exception: {message}");

    /// <summary>The engine's message, or null when the statement succeeded.</summary>
    public string? Error { get; }
    public int ErrorCode => Error is { } text && Code().Match(text) is { Success: true } m ? int.Parse(m.Groups[1].ValueSpan) : Error == null ? 0 : 1002;
    public int Length => _handle == 0 ? 0 : checked((int)_library.ResultLength(_handle));
    public ulong ResultRows => Count(_library.RowsRead);
    public ulong ResultBytes => Count(_library.BytesRead);
    public ulong ReadRows => Count(_library.StorageRowsRead);
    public ulong ReadBytes => Count(_library.StorageBytesRead);
    public ulong WrittenRows => Count(_library.RowsWritten);
    public ulong WrittenBytes => Count(_library.BytesWritten);

    private ulong Count(delegate* unmanaged<nint, ulong> counter) => _handle == 0 ? 0 : counter(_handle);

    public override Span<byte> GetSpan() => _handle == 0 ? default : new Span<byte>(_library.ResultBuffer(_handle), Length);
    public override MemoryHandle Pin(int elementIndex = 0) => new(_library.ResultBuffer(_handle) + elementIndex);
    public override void Unpin() { }
    public void Dispose() => ((IDisposable)this).Dispose();

    protected override void Dispose(bool disposing)
    {
        var handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0) _library.DestroyResult(handle);
    }

    [GeneratedRegex(@"Code: (\d+)\.")]
    private static partial Regex Code();
}

/// <summary>An insert whose rows arrive in pieces. Nothing is stored before <see cref="Done"/> unless a block of about a million rows is full.</summary>
internal sealed unsafe class ChdbInsert(ChdbLibrary library, nint handle) : IDisposable
{
    private nint _handle = handle;

    /// <summary>Why the insert could not begin or go on; null while all is well.</summary>
    public string? Error => Marshal.PtrToStringUTF8((nint)library.InsertError(_handle));

    /// <returns>False when the engine has stopped reading: <see cref="Done"/> or <see cref="Error"/> says why.</returns>
    public bool Append(ReadOnlySpan<byte> rows)
    {
        fixed (byte* data = rows) return library.InsertAppend(_handle, data, (nuint)rows.Length) == 0;
    }

    public ChdbResult Done() => new(library, library.InsertDone(_handle));

    public void Cancel() => library.InsertCancel(_handle);

    public void Dispose()
    {
        var handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0) library.InsertDestroy(handle);
    }
}
