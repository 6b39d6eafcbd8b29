using TradeForge.Core.Market;

namespace TradeForge.Core.Simulation;

/// <summary>Columns of the whole account, one value per moment: the shared cash and what every instrument holds, between its bars at its last close.</summary>
internal static class PortfolioCurve
{
    /// <summary>Equity at the closes.</summary>
    public static double[] Equity(PortfolioSession session, PortfolioData data)
    {
        var equity = Cash(session, data.Bars);
        foreach (var line in session.Lines)
        {
            session.Stop.ThrowIfCancellationRequested();
            Add(line, equity, (line, bar, _) => Close(line, bar));
        }
        equity[^1] = (double)session.Equity;
        return equity;
    }

    /// <summary>Equity if each instrument stood at the extreme of its bar that is worse for what is held: a bound, for they need not stand there together.</summary>
    public static double[] WorstEquity(PortfolioSession session, PortfolioData data)
    {
        var worst = Cash(session, data.Bars);
        foreach (var line in session.Lines)
        {
            session.Stop.ThrowIfCancellationRequested();
            Add(line, worst, (line, bar, quantity) => quantity < 0 ? line.Data.Marks.High[line.Data.Start + bar] : line.Data.Marks.Low[line.Data.Start + bar]);
        }
        worst[^1] = Math.Min(worst[^1], (double)session.Equity);
        return worst;
    }

    /// <summary>Value of what is held at the closes: shorts negative, and shorts positive.</summary>
    public static (decimal[] Net, decimal[] Gross) Held(PortfolioSession session, PortfolioData data)
    {
        var (net, gross) = (new decimal[data.Bars], new decimal[data.Bars]);
        foreach (var line in session.Lines)
            foreach (var (from, to, quantity) in Holdings(line))
                for (var bar = from; bar < to; bar++)
                {
                    if (bar % Backtest.CheckStep == 0) session.Stop.ThrowIfCancellationRequested();
                    var value = quantity * line.Data.Mark(line.Data.Start + bar);
                    for (var place = line.Places[bar]; place < End(line, bar, net.Length); place++)
                    {
                        net[place] += value;
                        gross[place] += Math.Abs(value);
                    }
                }
        return (net, gross);
    }

    /// <summary>The cash after each moment.</summary>
    public static decimal[] ExactCash(PortfolioSession session, int moments)
    {
        var cash = new decimal[moments];
        for (var i = 0; i < session.Cash.Length; i++) cash.AsSpan(Until(session, i, moments)).Fill(session.Cash[i].Cash);
        return cash;
    }

    /// <summary>What equal money in every instrument would be worth, from 100: each waits as cash until its first bar. A single instrument is its own market.</summary>
    public static CandleSeries Market(PortfolioData data, CancellationToken cancellationToken = default)
    {
        if (data.Instruments is [var only]) return only.Market;
        var level = new double[data.Bars];
        var share = 100.0 / data.Instruments.Count;
        for (var i = 0; i < data.Instruments.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var close = data.Instruments[i].Market.Close;
            var places = data.Places[i];
            for (int p = 0, bar = -1; p < level.Length; p++)
            {
                if (bar + 1 < places.Length && places[bar + 1] == p) bar++;
                level[p] += bar < 0 ? share : share * close[bar] / close[0];
            }
        }
        return new CandleSeries("", data.Timeframe, data.Times, level, level, level, level, new double[data.Bars]);
    }

    private static double[] Cash(PortfolioSession session, int moments)
    {
        var cash = new double[moments];
        for (var i = 0; i < session.Cash.Length; i++) cash.AsSpan(Until(session, i, moments)).Fill((double)session.Cash[i].Cash);
        return cash;
    }

    /// <summary>The moments from a row of the cash to the next.</summary>
    private static Range Until(PortfolioSession session, int row, int moments) =>
        Math.Max(0, session.Cash[row].Bar)..(row + 1 < session.Cash.Length ? Math.Max(0, session.Cash[row + 1].Bar) : moments);

    /// <summary>Adds what a line holds, on its bars at <paramref name="price"/> and between them at its last close.</summary>
    private static void Add(PortfolioLine line, double[] total, Func<PortfolioLine, int, decimal, double> price)
    {
        foreach (var (from, to, quantity) in Holdings(line))
        {
            var units = (double)quantity;
            for (var bar = from; bar < to; bar++)
            {
                var place = line.Places[bar];
                total[place] += units * price(line, bar, quantity);
                for (place++; place < End(line, bar, total.Length); place++) total[place] += units * Close(line, bar);
            }
        }
    }

    /// <summary>The spans of bars over which a line holds something, and how much.</summary>
    private static List<(int From, int To, decimal Quantity)> Holdings(PortfolioLine line)
    {
        var account = line.Session.Account;
        var spans = new List<(int, int, decimal)>();
        for (var i = 0; i < account.Length; i++)
            if (account[i].Quantity != 0) spans.Add((account[i].Bar, i + 1 < account.Length ? account[i + 1].Bar : line.Places.Length, account[i].Quantity));
        return spans;
    }

    private static int End(PortfolioLine line, int bar, int moments) => bar + 1 < line.Places.Length ? line.Places[bar + 1] : moments;

    private static double Close(PortfolioLine line, int bar) => line.Data.Marks.Close[line.Data.Start + bar];
}
