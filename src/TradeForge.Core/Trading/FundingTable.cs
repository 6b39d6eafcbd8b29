using TradeForge.Core.Market;

namespace TradeForge.Core.Trading;

/// <summary>Funding of a perpetual contract: at each time longs pay value × rate to shorts (a rate below 0: shorts to longs). Immutable.</summary>
public sealed class FundingTable
{
    private readonly long[] _times;
    private readonly decimal[] _rates;

    /// <param name="rows">Time in milliseconds since 1970-01-01T00:00Z and the rate for that time as a fraction (0.0001 = 0.01 %).</param>
    /// <exception cref="ArgumentException">Two rows of one time.</exception>
    public FundingTable(IReadOnlyList<(long Time, decimal Rate)> rows)
    {
        var ordered = rows.OrderBy(r => r.Time).ToArray();
        (_times, _rates) = ([.. ordered.Select(r => r.Time)], [.. ordered.Select(r => r.Rate)]);
        for (var i = 1; i < _times.Length; i++)
            if (_times[i] == _times[i - 1]) throw new ArgumentException($"Two funding rates at {DateTimeOffset.FromUnixTimeMilliseconds(_times[i]):u}.");
    }

    public int Count => _times.Length;

    /// <summary>In the order of time.</summary>
    public IEnumerable<(long Time, decimal Rate)> Rows => _times.Zip(_rates);

    /// <summary>The first time of the table after <paramref name="time"/>; <see cref="long.MaxValue"/> when there is none.</summary>
    public long NextAfter(long time)
    {
        var i = Array.BinarySearch(_times, time);
        i = i < 0 ? ~i : i + 1;
        return i < _times.Length ? _times[i] : long.MaxValue;
    }

    /// <summary>What funding that fell due after <paramref name="after"/> and until <paramref name="until"/>, included, adds to the cash of a holder.</summary>
    /// <param name="quantity">Units held, below 0 when short.</param>
    /// <param name="markPrice">The price at which it is settled.</param>
    public decimal Due(long after, long until, decimal quantity, decimal markPrice)
    {
        var i = Array.BinarySearch(_times, after);
        i = i < 0 ? ~i : i + 1;
        decimal rate = 0;
        for (; i < _times.Length && _times[i] <= until; i++) rate += _rates[i];
        return -quantity * markPrice * rate;
    }

    /// <summary>Reads the lines <c>time,rate</c> after a header, the rate as a fraction; null and the problem when something is not understood.</summary>
    public static (FundingTable? Table, Problem? Problem) Read(string text)
    {
        var (lines, problem) = EventCsv.Read(text, "time timestamp fundingtime", "rate fundingrate");
        if (problem is not null) return (null, problem);
        var rows = new List<(long Time, decimal Rate)>();
        var times = new HashSet<long>();
        foreach (var line in lines)
        {
            if (!line.TryTime(0, out var time) || !line.TryNumber(1, out var rate) || !times.Add(time)) return (null, EventCsv.Wrong(line));
            rows.Add((time, rate));
        }
        return (new FundingTable(rows), null);
    }
}
