using System.Text;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Infrastructure.MarketData.Files;

public enum RunFileKind { Column, Splits, Dividends, Funding, Rates }

/// <summary>The name under which a run keeps a file: a column under its own, which has no blank; the others under their kind, a blank and what they are of.</summary>
/// <param name="Of">The column, the symbol, or of rates the pair: <c>USD/RUB</c>.</param>
public readonly record struct RunFileName(RunFileKind Kind, string Of)
{
    public static RunFileName Parse(string name) =>
        name.Split(' ', 2) is [var word, var of] && Enum.TryParse<RunFileKind>(word, ignoreCase: true, out var kind) ? new(kind, of) : new(RunFileKind.Column, name);

    public override string ToString() => Kind == RunFileKind.Column ? Of : $"{Kind.ToString().ToLowerInvariant()} {Of}";
}

/// <summary>The files that came with a run, read as the command line reads its own.</summary>
/// <param name="Columns">Values by time that the strategy reads.</param>
/// <param name="Events">Splits, dividends, funding and rates by symbol.</param>
/// <param name="Rows">Of all files together.</param>
public sealed record RunFiles(IReadOnlyList<TimedColumn> Columns, IReadOnlyDictionary<string, HoldingEvents> Events, int Rows)
{
    /// <param name="files">Name and text of each.</param>
    /// <param name="symbols">All whose candles the run reads.</param>
    /// <param name="calendar">Turns record dates into ex-dates, and says when the bar of a rate is known.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <returns>The files, or every error with the name of its file as the path.</returns>
    public static (RunFiles? Files, IReadOnlyList<Problem> Problems) Read(IReadOnlyList<(string Name, byte[] Csv)> files, IReadOnlyList<string> symbols, CalendarKind calendar, CancellationToken cancel = default)
    {
        var reading = new Reading(TradingCalendar.For(calendar), cancel);
        foreach (var (name, csv) in files) reading.Add(RunFileName.Parse(name), csv, symbols);
        return reading.Problems.Count > 0 ? (null, reading.Problems) : (new RunFiles(reading.Columns, reading.Events(symbols), reading.Rows), []);
    }

    private sealed class Reading(TradingCalendar calendar, CancellationToken cancel)
    {
        private readonly Dictionary<string, IReadOnlyList<Split>> _splits = new(StringComparer.Ordinal);
        private readonly Dictionary<string, IReadOnlyList<Dividend>> _dividends = new(StringComparer.Ordinal);
        private readonly Dictionary<string, FundingTable> _funding = new(StringComparer.Ordinal);
        private readonly List<(string From, string To, CandleSeries Bars)> _rates = [];

        public List<TimedColumn> Columns { get; } = [];
        public List<Problem> Problems { get; } = [];
        public int Rows { get; private set; }

        public void Add(RunFileName name, byte[] csv, IReadOnlyList<string> symbols)
        {
            cancel.ThrowIfCancellationRequested();
            if (name.Kind is not (RunFileKind.Column or RunFileKind.Rates) && !symbols.Contains(name.Of))
                Problems.Add(new(Severity.Error, "symbol-missing", name.ToString(), new($"The run has no candles of {name.Of}; take its file away.", $"В прогоне нет свечей {name.Of}; уберите её файл.")));
            else Rows += Take(name, csv);
        }

        public Dictionary<string, HoldingEvents> Events(IReadOnlyList<string> symbols)
        {
            var rates = _rates.Count == 0 ? null : new CurrencyRates(_rates, calendar);
            return (rates is null ? [] : symbols).Concat(_splits.Keys).Concat(_dividends.Keys).Concat(_funding.Keys).Distinct().ToDictionary(s => s, s =>
                new HoldingEvents(new CorporateActions(_splits.GetValueOrDefault(s) ?? [], _dividends.GetValueOrDefault(s) ?? []), _funding.GetValueOrDefault(s), rates));
        }

        private int Take(RunFileName name, byte[] csv)
        {
            switch (name.Kind)
            {
                case RunFileKind.Splits:
                    var (splits, faults) = CorporateActionsCsv.ReadSplits(Decode(csv));
                    return Kept(name, _splits[name.Of] = splits, faults);
                case RunFileKind.Dividends:
                    Func<int, int>? exDay = calendar.Kind == CalendarKind.Moex ? day => Settlement.MoexExDay(day, calendar.Sessions) : null;
                    (var dividends, faults) = CorporateActionsCsv.ReadDividends(Decode(csv), exDay);
                    return Kept(name, _dividends[name.Of] = dividends, faults);
                case RunFileKind.Funding:
                    var (table, fault) = FundingTable.Read(Decode(csv));
                    if (table is not null) _funding[name.Of] = table;
                    return Kept(name, [.. table?.Rows ?? []], fault is null ? [] : [fault]);
                case RunFileKind.Rates:
                    var bars = CandleFileReader.Read(csv, name.Of, cancel);
                    if (bars.Series is [var one] && name.Of.Split('/') is [var from, var to]) _rates.Add((from, to, one.Series));
                    return Kept(name, new long[bars.Series.Sum(s => s.Series.Count)], bars.Problems);
                default:
                    var (column, wrong) = ColumnCsv.Read(name.Of, csv);
                    if (column is not null) Columns.Add(column);
                    return Kept(name, column?.Times ?? [], wrong is null ? [] : [wrong]);
            }
        }

        private int Kept<T>(RunFileName name, IReadOnlyCollection<T> rows, IReadOnlyList<Problem> faults)
        {
            Problems.AddRange(faults.Where(p => p.Severity == Severity.Error).Select(p => p with { Path = name.ToString() }));
            return rows.Count;
        }

        private static string Decode(byte[] csv)
        {
            using var reader = new StreamReader(new MemoryStream(csv, writable: false), Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }
}
