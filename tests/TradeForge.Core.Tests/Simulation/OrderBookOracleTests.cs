using System.Globalization;
using System.Text.Json;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;
using TradeForge.Tests;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>
/// The runs of backtesting.py 0.6.6 and backtrader 1.9.78.123 in reference/backtests, played again by sending their order rows to an
/// <see cref="OrderBook"/>: bars and counts exact, money and the equity of every bar at 1e-9.
/// </summary>
public sealed class OrderBookOracleTests
{
    /// <summary>Runs that a market could not have given, or that the book cannot say: the bar of the first difference.</summary>
    private static readonly Dictionary<string, int> Differ = new(StringComparer.Ordinal)
    {
        ["backtesting-py/goog_scripted_1.json"] = 273,
        ["backtesting-py/goog_scripted_2.json"] = 861,
        ["backtesting-py/goog_scripted_3.json"] = 168,
        ["backtesting-py/goog_scripted_4.json"] = 3,
        ["backtesting-py/goog_scripted_5.json"] = 10,
        ["backtesting-py/goog_scripted_6.json"] = 83,
        ["backtesting-py/goog_stop_limit_bracket.json"] = 31,
        ["backtesting-py/eurusd_scripted_margin_11.json"] = 1020,
    };

    public static TheoryData<string> Runs => [.. SharedData.Exists ? Files("backtesting-py").Concat(Files("backtrader")) : ["none"]];

    [SharedTheory]
    [MemberData(nameof(Runs))]
    public void Replay_OrderRows_GiveTheRun(string run)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("reference", "backtests", run)));
        var difference = run.StartsWith("backtrader", StringComparison.Ordinal) ? Backtrader(file.RootElement) : BacktestingPy(file.RootElement, run);
        if (Differ.TryGetValue(run, out var bar)) Assert.Equal(bar, difference?.Bar);
        else Assert.True(difference is null, $"{run}: bar {difference?.Bar}: {difference?.What}");
    }

    [SharedFact]
    public void Runs_AreAllThere() => Assert.Equal(44, Runs.Count);

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(SharedData.Path("reference", "backtests", folder), "*.json").Select(f => $"{folder}/{Path.GetFileName(f)}").Order(StringComparer.Ordinal);

    private static (int Bar, string What)? BacktestingPy(JsonElement run, string name)
    {
        var s = run.GetProperty("settings");
        var series = Series(run.GetProperty("data").GetString()!);
        var atClose = s.GetProperty("trade_on_close").GetBoolean();
        var c = s.GetProperty("commission");
        var commission = c.ValueKind == JsonValueKind.Array ? new Commission(100 * c[1].GetDecimal(), c[0].GetDecimal()) : new Commission(100 * c.GetDecimal());
        var book = new OrderBook(new BacktestSettings { Cash = s.GetProperty("cash").GetDecimal(), Commission = commission },
            new BookSettings(s.GetProperty("hedging").GetBoolean(), new Margin(100 * s.GetProperty("margin").GetDecimal()), s.GetProperty("spread").GetDecimal()));
        var theirs = run.GetProperty("fills").EnumerateArray().Select(f => (Bar: f[0].GetInt32(), Opens: f[1].GetString() == "open", Tag: f[2].GetInt32(), Quantity: f[3].GetDouble(), Price: f[4].GetDouble())).ToList();
        var sizes = theirs.Where(f => f.Opens).GroupBy(f => f.Tag).ToDictionary(g => g.Key, g => Math.Abs((decimal)g.First().Quantity));
        var (ids, tags, stops) = (new Dictionary<int, int>(), new Dictionary<int, int>(), new Dictionary<int, int>());
        var rows = run.GetProperty("orders").EnumerateArray().ToLookup(o => o[0].GetInt32());
        var trails = name.Contains("trailing", StringComparison.Ordinal);
        var equity = new List<double>();
        for (var i = 0; i < series.Count; i++)
        {
            book.Play(i, series[i]);
            equity.Add((double)book.Equity);
            if (!atClose || i < series.Count - 1)
                foreach (var row in rows[i]) Send(row);
            if (atClose && i == series.Count - 2)
                foreach (var row in rows[i + 1]) Send(row); // its last pass closes at the close before the last bar
            if (atClose) book.PlayClose();
            if (atClose || i < series.Count - 1 || !s.GetProperty("finalize_trades").GetBoolean()) continue;
            book.Play(i, series[i]); // the last bar once more
            equity[^1] = (double)book.Equity;
        }
        var ours = book.Fills.Select(f => (f.Bar, f.Opens, Tag: tags[f.Lot], Quantity: (double)f.Quantity, Price: (double)f.Price)).ToList();
        for (var i = 0; i < Math.Max(ours.Count, theirs.Count); i++)
        {
            if (i >= theirs.Count) return (ours[i].Bar, $"a fill too many: {ours[i]}");
            if (i >= ours.Count) return (theirs[i].Bar, $"a fill is missing: {theirs[i]}");
            if ((ours[i].Bar, ours[i].Opens, ours[i].Tag) != (theirs[i].Bar, theirs[i].Opens, theirs[i].Tag) || !Near(ours[i].Quantity, theirs[i].Quantity) || !Near(ours[i].Price, theirs[i].Price))
                return (Math.Min(ours[i].Bar, theirs[i].Bar), $"theirs {theirs[i]}, ours {ours[i]}");
        }
        return Trades() ?? Equity(run.GetProperty("equity"), equity, atClose ? ours.Select(f => f.Bar).ToHashSet() : []);

        void Send(JsonElement row)
        {
            var (kind, tag) = (row[1].GetString(), row[2].GetInt32());
            if (kind == "cancel") book.Cancel(ids[tag]);
            else if (kind == "entry")
            {
                var quantity = Math.Abs(row[3].GetDecimal());
                if (quantity < 1 && !sizes.TryGetValue(tag, out quantity)) return; // a share of the money that bought nothing
                var id = book.Submit(new BookOrder(row[3].GetDouble() > 0 ? OrderSide.Buy : OrderSide.Sell, quantity, Type(row[4], row[5])) { Limit = Level(row[4]), Stop = Level(row[5]), StopLoss = Level(row[6]), TakeProfit = Level(row[7]) });
                (ids[tag], tags[id]) = (id, tag);
            }
            else if (kind == "close" || trails)
            {
                if (kind == "sl" && stops.TryGetValue(tag, out var old)) book.Cancel(old);
                var id = book.Submit(new BookOrder(row[3].GetDouble() > 0 ? OrderSide.Buy : OrderSide.Sell, Math.Abs(row[3].GetDecimal()), Type(row[4], row[5])) { Stop = Level(row[5]), Closes = ids[tag] });
                if (kind == "sl") stops[tag] = id;
            }
        }

        (int, string)? Trades()
        {
            var expected = run.GetProperty("trades").EnumerateArray().Select(t => (Entry: t.GetProperty("entry_bar").GetInt32(), Exit: t.GetProperty("exit_bar").GetInt32(), Size: t.GetProperty("size").GetDouble(), Pnl: t.GetProperty("pnl").GetDouble(), Fee: t.GetProperty("commission").GetDouble()))
                .OrderBy(t => t.Exit).ThenBy(t => t.Entry).ThenBy(t => t.Size).ThenBy(t => t.Pnl).ToList();
            var actual = book.Trades.OrderBy(t => t.ExitBar).ThenBy(t => t.EntryBar).ThenBy(t => t.Quantity).ThenBy(t => t.Pnl).ToList();
            if (expected.Count != actual.Count) return (0, $"{expected.Count} trades, ours {actual.Count}");
            for (var i = 0; i < expected.Count; i++)
                if ((expected[i].Entry, expected[i].Exit) != (actual[i].EntryBar, actual[i].ExitBar) || !Near(expected[i].Size, (double)actual[i].Quantity) || !Near(expected[i].Pnl, (double)actual[i].Pnl, 1e-7) || !Near(expected[i].Fee, (double)actual[i].Fees))
                    return (expected[i].Exit, $"theirs {expected[i]}, ours {actual[i]} {actual[i].Pnl}");
            return null;
        }
    }

    private static (int Bar, string What)? Backtrader(JsonElement run)
    {
        var broker = run.GetProperty("broker");
        var comm = broker.TryGetProperty("comm", out var given) ? given : default;
        decimal Number(string key) => comm.ValueKind == JsonValueKind.Object && comm.TryGetProperty(key, out var v) && v.ValueKind == JsonValueKind.Number ? v.GetDecimal() : 0;
        var (rate, margin, units) = (Number("commission"), Number("margin"), Math.Max(1, Number("mult"))); // a contract is a lot of so many units
        var commission = margin > 0 ? new Commission(PerLot: rate) : Number("commtype") > 0 ? new Commission(PerUnit: rate) : new Commission(100 * rate);
        var slippage = broker.TryGetProperty("slip_perc", out var perc) ? new Slippage(100 * perc.GetProperty("perc").GetDecimal()) : broker.TryGetProperty("slip_fixed", out var fix) ? new Slippage(fix.GetProperty("fixed").GetDecimal(), SlippageUnit.Price) : Slippage.None;
        var atClose = broker.TryGetProperty("coc", out var coc) && coc.GetBoolean();
        var series = Series(run.GetProperty("data").GetString()!);
        var book = new OrderBook(new BacktestSettings { Cash = broker.TryGetProperty("cash", out var cash) ? cash.GetDecimal() : 10_000, Lot = margin > 0 ? units : 0, Commission = commission, Slippage = slippage with { ClampToBar = true } });
        var rows = run.GetProperty("orders").EnumerateArray().ToLookup(o => o[0].GetInt32());
        var (ids, theirIds) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        var (value, money) = (new List<double>(), new List<double>());
        for (var i = 0; i < series.Count; i++)
        {
            book.Play(i, series[i]);
            value.Add((double)book.Equity);
            money.Add((double)(margin > 0 ? book.Equity - (margin * Math.Abs(book.Holding) / units) : book.Cash)); // settled daily: what the margin does not bind
            foreach (var row in rows[i]) Send(row);
            if (atClose) book.PlayClose();
        }
        var events = run.GetProperty("events").EnumerateArray().ToList();
        var theirs = events.Where(e => e[2].GetString() == "Completed").Select(e => (Bar: e[0].GetInt32() - (atClose ? 1 : 0), Id: e[1].GetInt32(), Size: e[3].GetDouble(), Price: e[4].GetDouble(), Fee: e[5].GetDouble())).OrderBy(e => e.Bar).ThenBy(e => e.Id).ToList();
        var ours = book.Fills.GroupBy(f => (f.Order, f.Bar)).Select(g => (g.Key.Bar, Id: theirIds[g.Key.Order], Size: (double)(g.Sum(f => f.Quantity) / units), Price: (double)g.First().Price, Fee: (double)g.Sum(f => f.Fee))).OrderBy(e => e.Bar).ThenBy(e => e.Id).ToList();
        for (var i = 0; i < Math.Max(ours.Count, theirs.Count); i++)
        {
            if (i >= theirs.Count) return (ours[i].Bar, $"a fill too many: {ours[i]}");
            if (i >= ours.Count) return (theirs[i].Bar, $"a fill is missing: {theirs[i]}");
            if ((ours[i].Bar, ours[i].Id) != (theirs[i].Bar, theirs[i].Id) || !Near(ours[i].Size, theirs[i].Size) || !Near(ours[i].Price, theirs[i].Price) || !Near(ours[i].Fee, theirs[i].Fee))
                return (Math.Min(ours[i].Bar, theirs[i].Bar), $"theirs {theirs[i]}, ours {ours[i]}");
        }
        var expired = events.Where(e => e[2].GetString() == "Expired").Select(e => (e[0].GetInt32(), e[1].GetInt32())).Order();
        var ended = book.Ends.Where(e => e.Status == "expired").Select(e => (e.Bar, theirIds[e.Order])).Order();
        if (!expired.SequenceEqual(ended)) return (0, "other orders expired");
        var skip = atClose ? ours.Select(f => f.Bar).ToHashSet() : [];
        return Equity(run.GetProperty("value"), value, skip) ?? Equity(run.GetProperty("cash"), money, skip);

        void Send(JsonElement row)
        {
            var their = row[1].GetInt32();
            if (row[2].GetString() == "cancel")
            {
                if (ids.TryGetValue(their, out var gone)) book.Cancel(gone);
                return;
            }
            var type = Enum.Parse<BookOrderType>(row[3].GetString()!.Replace("StopTrail", "TrailingStop", StringComparison.Ordinal).Replace("Close", "MarketOnClose", StringComparison.Ordinal));
            var price = Level(row[5]);
            var id = book.Submit(new BookOrder(row[2].GetString() == "buy" ? OrderSide.Buy : OrderSide.Sell, row[4].GetDecimal() * units, type)
            {
                Limit = type == BookOrderType.Limit ? price : type == BookOrderType.StopLimit ? Level(row[6]) : double.NaN,
                Stop = type is BookOrderType.Stop or BookOrderType.StopLimit or BookOrderType.TrailingStop ? price : double.NaN,
                TrailAmount = row[7].ValueKind == JsonValueKind.Number ? row[7].GetDouble() : 0,
                TrailFraction = row[8].ValueKind == JsonValueKind.Number ? row[8].GetDouble() : 0,
                Parent = row[9].ValueKind == JsonValueKind.Number ? ids[row[9].GetInt32()] : 0,
                OneCancels = row[10].ValueKind == JsonValueKind.Number ? ids[row[10].GetInt32()] : 0,
                ValidUntil = row[11].ValueKind == JsonValueKind.String ? Time(row[11].GetString()!) : long.MaxValue,
            });
            (ids[their], theirIds[id]) = (id, their);
        }
    }

    private static (int, string)? Equity(JsonElement theirs, List<double> ours, HashSet<int> skip)
    {
        var i = 0;
        foreach (var value in theirs.EnumerateArray().Select(v => v.GetDouble()))
        {
            if (!skip.Contains(i) && !Near(value, ours[i])) return (i, $"money {value:R}, ours {ours[i]:R}");
            i++;
        }
        return i == ours.Count ? null : (i, $"{i} bars, ours {ours.Count}");
    }

    private static BookOrderType Type(JsonElement limit, JsonElement stop) => (Level(limit), Level(stop)) switch
    {
        (double.NaN, double.NaN) => BookOrderType.Market,
        (double.NaN, _) => BookOrderType.Stop,
        (_, double.NaN) => BookOrderType.Limit,
        _ => BookOrderType.StopLimit,
    };

    private static double Level(JsonElement e) => e.ValueKind == JsonValueKind.Number ? e.GetDouble() : double.NaN;

    private static bool Near(double expected, double actual, double tolerance = 1e-9) => Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected));

    private static long Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();

    private static CandleSeries Series(string data)
    {
        var rows = File.ReadLines(SharedData.Path("reference", "backtests", "data", data + ".csv")).Skip(1).Select(l => l.Split(','));
        double N(string s) => double.Parse(s, CultureInfo.InvariantCulture);
        return CandleSeries.From(data, data.EndsWith("h1", StringComparison.Ordinal) ? Timeframe.OneHour : Timeframe.OneDay, [.. rows.Select(r => new Candle(Time(r[0]), N(r[1]), N(r[2]), N(r[3]), N(r[4]), N(r[5])))]);
    }
}
