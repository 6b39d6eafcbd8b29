using System.Globalization;
using System.Text.Json;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;
using TradeForge.Tests;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>
/// The runs of backtesting.py 0.6.6 and backtrader 1.9.78.123 in reference/backtests, played again from their order rows by
/// <see cref="OrderRun"/>, as a user's file of orders is: bars and counts exact, money and the equity of every bar at 1e-9.
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
        var (atClose, again) = (s.GetProperty("trade_on_close").GetBoolean(), s.GetProperty("finalize_trades").GetBoolean());
        var series = Series(run.GetProperty("data").GetString()!, twice: again && !atClose); // its last pass is the last bar once more
        var bars = series.Count - (again && !atClose ? 1 : 0);
        var last = bars - 1;
        var c = s.GetProperty("commission");
        var settings = new BacktestSettings
        {
            Cash = s.GetProperty("cash").GetDecimal(),
            Commission = c.ValueKind == JsonValueKind.Array ? new Commission(100 * c[1].GetDecimal(), c[0].GetDecimal()) : new Commission(100 * c.GetDecimal()),
            Fill = atClose ? FillRule.ThisClose : FillRule.NextOpen,
            Equity = EquityResolution.Bars,
            Margin = new Margin(100 * s.GetProperty("margin").GetDecimal()),
            Book = new BookSettings(s.GetProperty("hedging").GetBoolean(), 100 * s.GetProperty("spread").GetDecimal()),
        };
        var fills = run.GetProperty("fills").EnumerateArray().Select(f => (Bar: f[0].GetInt32(), Opens: f[1].GetString() == "open", Tag: f[2].GetInt32(), Quantity: f[3].GetDouble(), Price: f[4].GetDouble())).ToList();
        var sizes = fills.Where(f => f.Opens).GroupBy(f => f.Tag).ToDictionary(g => g.Key, g => Math.Abs((decimal)g.First().Quantity));
        var (lines, entries, stops) = (new List<OrderLine>(), new Dictionary<int, int>(), new Dictionary<int, int>());
        var trails = name.Contains("trailing", StringComparison.Ordinal);
        foreach (var row in run.GetProperty("orders").EnumerateArray()) Add(row);
        var result = Run(lines, series, settings);
        var theirs = fills.Select(f => new Event(f.Bar, f.Opens, f.Tag, f.Quantity, f.Price)).ToList();
        var ours = result.Trades.SelectMany(t => (Event[])[new(Math.Min(t.EntryBar, last), true, Tag(t.EntryReason), Signed(t.Side, t.Quantity), (double)t.EntryPrice), new(Math.Min(t.ExitBar, last), false, Tag(t.EntryReason), -Signed(t.Side, t.Quantity), (double)t.ExitPrice)])
            .Concat(result.OpenPositions.Select(o => new Event(Math.Min(o.EntryBar, last), true, Tag(o.EntryReason), Signed(o.Side, o.Quantity), (double)o.EntryPrice)));
        return First(Merged(theirs), Merged(ours)) ?? Trades() ?? Equity(run.GetProperty("equity"), Curve(), atClose ? fills.Select(f => f.Bar).ToHashSet() : []);

        void Add(JsonElement row)
        {
            var (bar, kind, tag) = (row[0].GetInt32(), row[1].GetString(), row[2].GetInt32());
            if (atClose && bar == last && again) bar--; // its last pass closes at the close before the last bar
            if (atClose && !again && bar == series.Count - 1) return; // a close at which it fills nothing
            if (kind == "cancel") lines.Add(new OrderLine(0, null, entries[tag] - 1, bar, 0));
            else if (kind == "entry")
            {
                var quantity = Math.Abs(row[3].GetDecimal());
                if (quantity < 1 && !sizes.TryGetValue(tag, out quantity)) return; // a share of the money that bought nothing
                lines.Add(new OrderLine(0, new BookOrder(Side(row), quantity, Type(row[4], row[5])) { Name = $"{tag}", Limit = Level(row[4]), Stop = Level(row[5]), StopLoss = Level(row[6]), TakeProfit = Level(row[7]) }, -1, bar, 0));
                entries[tag] = lines.Count;
            }
            else if (kind == "close" || trails)
            {
                if (kind == "sl" && stops.TryGetValue(tag, out var old)) lines.Add(new OrderLine(0, null, old - 1, bar, 0));
                lines.Add(new OrderLine(0, new BookOrder(Side(row), Math.Abs(row[3].GetDecimal()), Type(row[4], row[5])) { Stop = Level(row[5]), Closes = entries[tag] }, -1, bar, 0));
                if (kind == "sl") stops[tag] = lines.Count;
            }
        }

        List<double> Curve()
        {
            var curve = result.Equity.Select(e => (double)e.Equity).ToList();
            if (curve.Count > bars) curve.RemoveAt(bars - 1);
            return curve;
        }

        (int, string)? Trades()
        {
            var expected = run.GetProperty("trades").EnumerateArray().Select(t => (Entry: t.GetProperty("entry_bar").GetInt32(), Exit: t.GetProperty("exit_bar").GetInt32(), Size: t.GetProperty("size").GetDouble(), Pnl: t.GetProperty("pnl").GetDouble(), Fee: t.GetProperty("commission").GetDouble()))
                .OrderBy(t => t.Exit).ThenBy(t => t.Entry).ThenBy(t => t.Size).ThenBy(t => t.Pnl).ToList();
            var actual = result.Trades.Select(t => (Entry: Math.Min(t.EntryBar, last), Exit: Math.Min(t.ExitBar, last), Size: Signed(t.Side, t.Quantity), t.Pnl, t.Fees)).OrderBy(t => t.Exit).ThenBy(t => t.Entry).ThenBy(t => t.Size).ThenBy(t => t.Pnl).ToList();
            if (expected.Count != actual.Count) return (0, $"{expected.Count} trades, ours {actual.Count}");
            for (var i = 0; i < expected.Count; i++)
                if ((expected[i].Entry, expected[i].Exit) != (actual[i].Entry, actual[i].Exit) || !Near(expected[i].Size, actual[i].Size) || !Near(expected[i].Pnl, (double)actual[i].Pnl, 1e-7) || !Near(expected[i].Fee, (double)actual[i].Fees))
                    return (expected[i].Exit, $"theirs {expected[i]}, ours {actual[i]}");
            return null;
        }
    }

    private static (int Bar, string What)? Backtrader(JsonElement run)
    {
        var broker = run.GetProperty("broker");
        var comm = broker.TryGetProperty("comm", out var given) ? given : default;
        decimal Number(string key) => comm.ValueKind == JsonValueKind.Object && comm.TryGetProperty(key, out var v) && v.ValueKind == JsonValueKind.Number ? v.GetDecimal() : 0;
        var (rate, margin, units) = (Number("commission"), Number("margin"), Math.Max(1, Number("mult"))); // a contract is a lot of so many units
        var slippage = broker.TryGetProperty("slip_perc", out var perc) ? new Slippage(100 * perc.GetProperty("perc").GetDecimal()) : broker.TryGetProperty("slip_fixed", out var fix) ? new Slippage(fix.GetProperty("fixed").GetDecimal(), SlippageUnit.Price) : Slippage.None;
        var atClose = broker.TryGetProperty("coc", out var coc) && coc.GetBoolean();
        var series = Series(run.GetProperty("data").GetString()!);
        var settings = new BacktestSettings
        {
            Cash = broker.TryGetProperty("cash", out var cash) ? cash.GetDecimal() : 10_000,
            Lot = margin > 0 ? units : 0,
            Commission = margin > 0 ? new Commission(PerLot: rate) : Number("commtype") > 0 ? new Commission(PerUnit: rate) : new Commission(100 * rate),
            Slippage = slippage with { ClampToBar = true },
            Fill = atClose ? FillRule.ThisClose : FillRule.NextOpen,
            SameBar = SameBarRule.Optimistic, // of two entries that exclude each other the library takes the limit, which was sent first
            Equity = EquityResolution.Bars,
        };
        var (lines, places) = (new List<OrderLine>(), new Dictionary<int, int>());
        foreach (var row in run.GetProperty("orders").EnumerateArray()) Add(row);
        var result = Run(lines, series, settings);
        var events = run.GetProperty("events").EnumerateArray().ToList();
        var theirs = events.Where(e => e[2].GetString() == "Completed").Select(e => (Bar: e[0].GetInt32() - (atClose ? 1 : 0), Id: e[1].GetInt32(), Size: e[3].GetDouble(), Price: e[4].GetDouble(), Fee: e[5].GetDouble())).OrderBy(e => e.Bar).ThenBy(e => e.Id).ToList();
        var ours = result.Orders.Where(o => o.Status == "filled").Select(o => (Bar: o.FilledBar!.Value, Id: Tag(o.Node!), Size: (double)(o.Side == OrderSide.Buy ? o.FilledQuantity : -o.FilledQuantity) / (double)units, Price: (double)o.Price!, Fee: (double)o.Fees)).OrderBy(e => e.Bar).ThenBy(e => e.Id).ToList();
        for (var i = 0; i < Math.Max(ours.Count, theirs.Count); i++)
        {
            if (i >= theirs.Count) return (ours[i].Bar, $"a fill too many: {ours[i]}");
            if (i >= ours.Count) return (theirs[i].Bar, $"a fill is missing: {theirs[i]}");
            if ((ours[i].Bar, ours[i].Id) != (theirs[i].Bar, theirs[i].Id) || !Near(ours[i].Size, theirs[i].Size) || !Near(ours[i].Price, theirs[i].Price) || !Near(ours[i].Fee, theirs[i].Fee))
                return (Math.Min(ours[i].Bar, theirs[i].Bar), $"theirs {theirs[i]}, ours {ours[i]}");
        }
        var expired = events.Where(e => e[2].GetString() == "Expired").Select(e => e[1].GetInt32()).Order();
        if (!expired.SequenceEqual(result.Orders.Where(o => o.Status == "expired").Select(o => Tag(o.Node!)).Order())) return (0, "other orders expired");
        var skip = atClose ? ours.Select(f => f.Bar).ToHashSet() : [];
        var holding = 0m; // futures are settled daily: free is what the margin does not bind
        var held = result.Equity.Select((e, bar) => holding += result.Orders.Where(o => margin > 0 && o.FilledBar == bar).Sum(o => o.Side == OrderSide.Buy ? o.FilledQuantity : -o.FilledQuantity)).ToList();
        return Equity(run.GetProperty("value"), [.. result.Equity.Select(e => (double)e.Equity)], skip)
            ?? Equity(run.GetProperty("cash"), [.. result.Equity.Select((e, i) => (double)(margin > 0 ? e.Equity - (margin * Math.Abs(held[i]) / units) : e.Cash))], skip);

        void Add(JsonElement row)
        {
            var their = row[1].GetInt32();
            if (row[2].GetString() == "cancel")
            {
                if (places.TryGetValue(their, out var gone)) lines.Add(new OrderLine(0, null, gone - 1, row[0].GetInt32(), 0));
                return;
            }
            var type = Enum.Parse<BookOrderType>(row[3].GetString()!.Replace("StopTrail", "TrailingStop", StringComparison.Ordinal).Replace("Close", "MarketOnClose", StringComparison.Ordinal));
            var price = Level(row[5]);
            lines.Add(new OrderLine(0, new BookOrder(row[2].GetString() == "buy" ? OrderSide.Buy : OrderSide.Sell, row[4].GetDecimal() * units, type)
            {
                Name = $"{their}",
                Limit = type == BookOrderType.Limit ? price : type == BookOrderType.StopLimit ? Level(row[6]) : double.NaN,
                Stop = type is BookOrderType.Stop or BookOrderType.StopLimit or BookOrderType.TrailingStop ? price : double.NaN,
                TrailAmount = row[7].ValueKind == JsonValueKind.Number ? row[7].GetDouble() : 0,
                TrailFraction = row[8].ValueKind == JsonValueKind.Number ? row[8].GetDouble() : 0,
                Parent = row[9].ValueKind == JsonValueKind.Number ? places[row[9].GetInt32()] : 0,
                OneCancels = row[10].ValueKind == JsonValueKind.Number ? places[row[10].GetInt32()] : 0,
                Until = row[11].ValueKind == JsonValueKind.String ? Time(row[11].GetString()!) + 1 : long.MaxValue, // the bar that starts then still counts
            }, -1, row[0].GetInt32(), 0));
            places[their] = lines.Count;
        }
    }

    private static BacktestResult Run(List<OrderLine> lines, CandleSeries series, BacktestSettings settings) =>
        OrderRun.Run(new OrderList(lines), BacktestData.Prepare(series, settings).Data!, settings, null, CancellationToken.None);

    private sealed record Event(int Bar, bool Opens, int Tag, double Quantity, double Price);

    /// <summary>By bar, openings and closings of one order added up.</summary>
    private static List<Event> Merged(IEnumerable<Event> events) =>
        [.. events.GroupBy(e => (e.Bar, e.Opens, e.Tag, Price: Math.Round(e.Price, 6))).Select(g => g.First() with { Quantity = g.Sum(e => e.Quantity) }).OrderBy(e => e.Bar).ThenBy(e => e.Opens).ThenBy(e => e.Tag).ThenBy(e => e.Price)];

    private static (int, string)? First(List<Event> theirs, List<Event> ours)
    {
        for (var i = 0; i < Math.Max(ours.Count, theirs.Count); i++)
        {
            if (i >= theirs.Count) return (ours[i].Bar, $"a fill too many: {ours[i]}");
            if (i >= ours.Count) return (theirs[i].Bar, $"a fill is missing: {theirs[i]}");
            if ((ours[i].Bar, ours[i].Opens, ours[i].Tag) != (theirs[i].Bar, theirs[i].Opens, theirs[i].Tag) || !Near(ours[i].Quantity, theirs[i].Quantity) || !Near(ours[i].Price, theirs[i].Price))
                return (Math.Min(ours[i].Bar, theirs[i].Bar), $"theirs {theirs[i]}, ours {ours[i]}");
        }
        return null;
    }

    private static OrderSide Side(JsonElement row) => row[3].GetDouble() > 0 ? OrderSide.Buy : OrderSide.Sell;

    private static double Signed(PositionSide side, decimal quantity) => (double)(side == PositionSide.Long ? quantity : -quantity);

    private static int Tag(string name) => int.Parse(name, CultureInfo.InvariantCulture);

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

    internal static CandleSeries Series(string data, bool twice = false)
    {
        var rows = File.ReadLines(SharedData.Path("reference", "backtests", "data", data + ".csv")).Skip(1).Select(l => l.Split(','));
        double N(string s) => double.Parse(s, CultureInfo.InvariantCulture);
        var timeframe = data.EndsWith("h1", StringComparison.Ordinal) ? Timeframe.OneHour : Timeframe.OneDay;
        Candle[] bars = [.. rows.Select(r => new Candle(Time(r[0]), N(r[1]), N(r[2]), N(r[3]), N(r[4]), N(r[5])))];
        return CandleSeries.From(data, timeframe, twice ? [.. bars, bars[^1] with { Time = bars[^1].Time + timeframe.Milliseconds }] : bars);
    }
}
