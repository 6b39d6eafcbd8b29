namespace TradeForge.Core.Market;

/// <summary>Cumulative adjustment factors by date, as some vendors give them instead of events: <c>date,price_factor,split_factor,reference</c>, no header.</summary>
/// <remarks>A row holds up to its date, included, and after the row before it; the close of that date is the reference. After the last row nothing is adjusted.</remarks>
public static class FactorFile
{
    /// <summary>The events behind the factors: a split where the split factor changes, a dividend of <c>close · (1 − ratio)</c> where the price factor does.</summary>
    /// <param name="text">The file.</param>
    /// <param name="decimals">Decimals to which a dividend is rounded: the factors carry about seven digits.</param>
    public static (CorporateActions? Actions, IReadOnlyList<Problem> Problems) Read(string text, int decimals = 4)
    {
        var (rows, _) = EventCsv.Read("date,price,split,reference\n" + text, "date", "price", "split", "reference");
        var (splits, dividends) = (new List<Split>(), new List<Dividend>());
        var (lastPrice, lastSplit) = (0m, 0m);
        var (day, reference) = (0, 0m);
        foreach (var row in rows)
        {
            if (!row.TryDay(0, out var next) || !row.TryNumber(1, out var price) || !row.TryNumber(2, out var split) || !row.TryNumber(3, out var close) || price <= 0 || split <= 0)
                return (null, [EventCsv.Wrong(row with { Line = row.Line - 1 })]);
            if (lastSplit != 0 && split != lastSplit) splits.Add(Rounded(day + 1, lastSplit / split));
            if (lastPrice != 0 && price != lastPrice) dividends.Add(new Dividend(day + 1, Math.Round(reference * (1 - lastPrice / price), decimals)));
            (lastPrice, lastSplit, day, reference) = (price, split, next, close);
        }
        return (new CorporateActions(splits, [.. dividends.Where(d => d.Amount > 0)]), []);
    }

    /// <summary>A ratio of whole numbers up to 20 where the factors mean one.</summary>
    private static Split Rounded(int day, decimal factor)
    {
        for (var before = 1; before <= 20; before++)
            for (var after = 1; after <= 20; after++)
                if (Math.Abs((decimal)before / after / factor - 1) < 1e-5m) return new Split(day, before, after);
        return new Split(day, factor, 1);
    }
}
