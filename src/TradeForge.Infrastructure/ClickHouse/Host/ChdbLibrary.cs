using System.Runtime.InteropServices;

namespace TradeForge.Infrastructure.ClickHouse.Host;

/// <summary>The C interface of the engine library, bound at run time because its folder is a setting.</summary>
/// <remarks>Every call may block for as long as the query runs. Lengths are in bytes; texts are UTF-8 and need no terminating zero in the <c>_n</c> calls.</remarks>
internal sealed unsafe class ChdbLibrary
{
    public readonly delegate* unmanaged<int, byte**, nint*> Connect;
    public readonly delegate* unmanaged<nint*, void> Close;
    public readonly delegate* unmanaged<nint, byte*, nuint, byte*, nuint, byte**, nuint*, byte**, nuint*, nuint, nint> Query;
    public readonly delegate* unmanaged<nint, byte*, nuint, byte*, nuint, uint*, int> Classify;
    public readonly delegate* unmanaged<nint, byte*> ResultBuffer, ResultError;
    public readonly delegate* unmanaged<nint, nuint> ResultLength;
    public readonly delegate* unmanaged<nint, ulong> RowsRead, BytesRead, StorageRowsRead, StorageBytesRead, RowsWritten, BytesWritten;
    public readonly delegate* unmanaged<nint, void> DestroyResult;
    public readonly delegate* unmanaged<nint, byte*, nuint, byte*, nuint, byte**, nuint*, byte**, nuint*, nuint, nint> InsertBegin;
    public readonly delegate* unmanaged<nint, byte*, nuint, int> InsertAppend;
    public readonly delegate* unmanaged<nint, nint> InsertDone;
    public readonly delegate* unmanaged<nint, byte*> InsertError;
    public readonly delegate* unmanaged<nint, void> InsertCancel, InsertDestroy;
    private readonly delegate* unmanaged<int, void> _setSignalHandlers;

    /// <summary>Version of the library, for example 26.7.3.</summary>
    public string Version { get; }

    /// <exception cref="DllNotFoundException">The file is missing or is no library of this machine.</exception>
    /// <exception cref="EntryPointNotFoundException">The library is older than 26.7.</exception>
    public ChdbLibrary(string path)
    {
        var handle = NativeLibrary.Load(path);
        nint Symbol(string name) => NativeLibrary.GetExport(handle, name);
        Connect = (delegate* unmanaged<int, byte**, nint*>)Symbol("chdb_connect");
        Close = (delegate* unmanaged<nint*, void>)Symbol("chdb_close_conn");
        Query = (delegate* unmanaged<nint, byte*, nuint, byte*, nuint, byte**, nuint*, byte**, nuint*, nuint, nint>)Symbol("chdb_query_with_params_n");
        Classify = (delegate* unmanaged<nint, byte*, nuint, byte*, nuint, uint*, int>)Symbol("chdb_classify_query_n");
        ResultBuffer = (delegate* unmanaged<nint, byte*>)Symbol("chdb_result_buffer");
        ResultError = (delegate* unmanaged<nint, byte*>)Symbol("chdb_result_error");
        ResultLength = (delegate* unmanaged<nint, nuint>)Symbol("chdb_result_length");
        RowsRead = (delegate* unmanaged<nint, ulong>)Symbol("chdb_result_rows_read");
        BytesRead = (delegate* unmanaged<nint, ulong>)Symbol("chdb_result_bytes_read");
        StorageRowsRead = (delegate* unmanaged<nint, ulong>)Symbol("chdb_result_storage_rows_read");
        StorageBytesRead = (delegate* unmanaged<nint, ulong>)Symbol("chdb_result_storage_bytes_read");
        RowsWritten = (delegate* unmanaged<nint, ulong>)Symbol("chdb_result_rows_written");
        BytesWritten = (delegate* unmanaged<nint, ulong>)Symbol("chdb_result_bytes_written");
        DestroyResult = (delegate* unmanaged<nint, void>)Symbol("chdb_destroy_query_result");
        InsertBegin = (delegate* unmanaged<nint, byte*, nuint, byte*, nuint, byte**, nuint*, byte**, nuint*, nuint, nint>)Symbol("chdb_stream_insert_with_params_n");
        InsertAppend = (delegate* unmanaged<nint, byte*, nuint, int>)Symbol("chdb_stream_append");
        InsertDone = (delegate* unmanaged<nint, nint>)Symbol("chdb_stream_done");
        InsertError = (delegate* unmanaged<nint, byte*>)Symbol("chdb_stream_insert_error");
        InsertCancel = (delegate* unmanaged<nint, void>)Symbol("chdb_stream_cancel_insert");
        InsertDestroy = (delegate* unmanaged<nint, void>)Symbol("chdb_destroy_insert_stream");
        Version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)Symbol("chdb_version"))()) ?? "";
        _setSignalHandlers = (delegate* unmanaged<int, void>)Symbol("chdb_set_signal_handlers_enabled");
    }

    /// <summary>Keeps the engine away from the runtime's own handlers; call before the first connection.</summary>
    public void DisableSignalHandlers() => _setSignalHandlers(0);
}
