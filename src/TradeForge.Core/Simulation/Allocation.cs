using TradeForge.Core.Market;

namespace TradeForge.Core.Simulation;

/// <summary>What the instruments of a run had of the equity at the last closes of days.</summary>
/// <remarks>
/// A share is 100 · value of what is held at the close / equity, shorts negative; cash is the rest, below 0 where it is borrowed: a row sums to 100.
/// Days without equity are left out. Of more than 20 instruments the 19 with the largest mean of absolute shares stand alone, the others in one column without a name.
/// </remarks>
/// <param name="Symbols">Of the columns, in the order of names; the empty one, last, is all others.</param>
/// <param name="Step">Days from row to row: 1, more where the run has over 1000 days; the last day has a row.</param>
/// <param name="Rows">Oldest first.</param>
public sealed record Allocation(IReadOnlyList<string> Symbols, int Step, IReadOnlyList<AllocationRow> Rows)
{
    private const int MostRows = 1000, MostColumns = 20;

    /// <param name="session">Played.</param>
    /// <param name="data">Its instruments; one alone has no allocation.</param>
    /// <param name="cash">At each close.</param>
    /// <param name="net">Value of what is held at each close.</param>
    internal static Allocation? Of(PortfolioSession session, PortfolioData data, decimal[] cash, decimal[] net)
    {
        if (data.Instruments.Count < 2) return null;
        var ends = Ends(data);
        var step = (ends.Count + MostRows - 1) / MostRows;
        int[] moments = [.. ends.Where((p, i) => (ends.Count - 1 - i) % step == 0 && cash[p] + net[p] > 0)];
        var shares = session.Lines.Select(line => Shares(line, moments, cash, net, session.Stop)).ToArray();
        int[] alone = [.. Enumerable.Range(0, shares.Length)];
        if (alone.Length > MostColumns) alone = [.. alone.OrderByDescending(i => shares[i].Sum(Math.Abs)).Take(MostColumns - 1).Order()];
        string[] symbols = [.. alone.Select(i => data.Symbols[i]), .. alone.Length < shares.Length ? [""] : Array.Empty<string>()];
        var days = new TradingDays(data.Calendar, data.Timeframe);
        var rows = new AllocationRow[moments.Length];
        for (var r = 0; r < rows.Length; r++)
        {
            var percents = new double[symbols.Length];
            for (var c = 0; c < alone.Length; c++) percents[c] = shares[alone[c]][r];
            if (alone.Length < symbols.Length) percents[^1] = shares.Sum(s => s[r]) - percents.Sum();
            rows[r] = new(DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(days.Of(data.Times[moments[r]]))), 100 * (double)(cash[moments[r]] / (cash[moments[r]] + net[moments[r]])), percents);
        }
        return new(symbols, step, rows);
    }

    private static List<int> Ends(PortfolioData data)
    {
        var (days, ends) = (new TradingDays(data.Calendar, data.Timeframe), new List<int>());
        for (var p = 0; p < data.Bars; p++) ends.Add(p = ResultBuilder.LastOfDay(ref days, data.Times, p));
        return ends;
    }

    /// <summary>Of one instrument, in percent; between its bars at its last close.</summary>
    private static double[] Shares(PortfolioLine line, int[] moments, decimal[] cash, decimal[] net, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var account = line.Session.Account;
        var places = line.Places;
        var percents = new double[moments.Length];
        for (int i = 0, row = 0; i < moments.Length; i++)
        {
            var at = places.BinarySearch(moments[i]);
            var bar = at < 0 ? ~at - 1 : at;
            while (row + 1 < account.Length && account[row + 1].Bar <= bar) row++;
            if (bar < 0 || account[row].Quantity == 0) continue;
            percents[i] = 100 * (double)(account[row].Quantity * line.Data.Mark(line.Data.Start + bar) / (cash[moments[i]] + net[moments[i]]));
        }
        return percents;
    }
}

/// <summary>A day of an <see cref="Allocation"/>.</summary>
/// <param name="Percents">One for each of its symbols.</param>
public sealed record AllocationRow(DateOnly Date, double CashPercent, IReadOnlyList<double> Percents);
