using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>Counts every bar on which an entry's <c>when</c> is true and remembers why it became no order.</summary>
/// <remarks>Law: signals = entry orders + Σ blocked.bars.</remarks>
internal sealed class SignalLedger(IReadOnlyList<EntryRule> entries, string symbol)
{
    private sealed class Open
    {
        public string? Reason;
        public int FromBar, ToBar = -2;
        public long From, To;
    }

    private readonly Open[] _open = [.. entries.Select(_ => new Open())];
    private readonly List<(int Entry, int FromBar, BlockedRange Range)> _closed = [];

    public int Signals { get; set; }

    /// <summary>The signal of entry number <paramref name="entry"/> on this bar became no order.</summary>
    public void Block(int entry, int bar, long time, string reason)
    {
        var open = _open[entry];
        if (open.Reason == reason && open.ToBar == bar - 1)
        {
            (open.ToBar, open.To) = (bar, time);
            return;
        }
        if (bar <= open.ToBar) // a refusal that became known late, on a bar before the open range's end
        {
            Close(entry, new Open { Reason = reason, FromBar = bar, ToBar = bar, From = time, To = time });
            return;
        }
        Close(entry, open);
        (open.Reason, open.FromBar, open.ToBar, open.From, open.To) = (reason, bar, bar, time, time);
    }

    /// <summary>All ranges, by first bar and node.</summary>
    public IReadOnlyList<BlockedRange> Ranges()
    {
        var all = new List<(int Entry, int FromBar, BlockedRange Range)>(_closed);
        for (var e = 0; e < _open.Length; e++)
            if (_open[e].Reason is not null) all.Add(Row(e, _open[e]));
        return [.. all.OrderBy(r => r.FromBar).ThenBy(r => r.Entry).Select(r => r.Range)];
    }

    private void Close(int entry, Open range)
    {
        if (range.Reason is not null) _closed.Add(Row(entry, range));
    }

    private (int, int, BlockedRange) Row(int entry, Open r) =>
        (entry, r.FromBar, new BlockedRange(entries[entry].NodeId, symbol, entries[entry].Side, r.Reason!, Time(r.From), Time(r.To), r.ToBar - r.FromBar + 1));

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
