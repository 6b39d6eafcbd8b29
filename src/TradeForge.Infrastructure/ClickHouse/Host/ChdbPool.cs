using System.Text;
using System.Threading.Channels;

namespace TradeForge.Infrastructure.ClickHouse.Host;

/// <summary>A fixed number of engine sessions: one runs one statement at a time, several run side by side.</summary>
internal sealed class ChdbPool : IDisposable
{
    private readonly Channel<ChdbConnection> _free = Channel.CreateUnbounded<ChdbConnection>();
    private readonly Lock _gate = new();
    private readonly Func<ChdbConnection> _open;
    private readonly SignalGuard _guard;
    private readonly ChdbConnection _control;

    public ChdbPool(ChdbLibrary library, SignalGuard guard, IReadOnlyList<string> arguments, int size)
    {
        _guard = guard;
        _open = () => new ChdbConnection(library, arguments);
        _control = _open();
        for (var i = 0; i < size; i++) _free.Writer.TryWrite(_open());
        RestoredSignals = guard.Restore();
    }

    /// <summary>The signals that the engine had taken from the runtime and that were given back.</summary>
    public IReadOnlyList<int> RestoredSignals { get; }

    /// <summary>The next free session; waits while all are busy.</summary>
    public ValueTask<ChdbConnection> RentAsync(CancellationToken cancellationToken) => _free.Reader.ReadAsync(cancellationToken);

    public void Return(ChdbConnection connection) => _free.Writer.TryWrite(connection);

    /// <summary>Replaces a session whose state a statement has changed (SET, USE, a temporary table) or which holds part of the answer of a statement that failed.</summary>
    public void Renew(ChdbConnection connection)
    {
        connection.Dispose();
        Return(_open());
        _guard.Restore();
    }

    /// <summary>Asks the engine to stop the statement that begins with <paramref name="tag"/>. Never SYNC: that waits for ever.</summary>
    public void Kill(string tag)
    {
        lock (_gate)
        {
            KeyValuePair<string, string>[] parameters = [new("tag", tag)];
            _control.Query(Encoding.UTF8.GetBytes("KILL QUERY WHERE startsWith(query, {tag:String}) ASYNC"), "Null", parameters).Dispose();
        }
    }

    public void Dispose()
    {
        while (_free.Reader.TryRead(out var connection)) connection.Dispose();
        _control.Dispose();
    }
}
