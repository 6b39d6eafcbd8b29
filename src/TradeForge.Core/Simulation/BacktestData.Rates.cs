using System.Runtime.InteropServices;
using TradeForge.Core.Market;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>What one unit of the currency of the prices is worth in that of the account, by row of the series: as known at the start and at the close of each bar.</summary>
internal sealed record RateColumns(decimal[] Open, decimal[] Close)
{
    /// <summary>The columns of a series, or the first row from <paramref name="start"/> on at which no rate is known yet. Rows before may be 0.</summary>
    public static (RateColumns? Columns, int Unknown) Of(CurrencyRates rates, string from, string to, CandleSeries bars, TradingCalendar calendar, int start, CancellationToken cancellationToken)
    {
        var (open, close, closes) = (new decimal[bars.Count], new decimal[bars.Count], Resampler.CloseTimes(bars, calendar));
        for (var row = 0; row < bars.Count; row++)
        {
            if (row % CandleSeries.CheckStep == 0) cancellationToken.ThrowIfCancellationRequested();
            if (rates.At(from, to, bars.Times[row]) is { } known) open[row] = known;
            else if (row >= start) return (null, row);
            close[row] = rates.At(from, to, closes[row]) ?? 0;
        }
        return (new RateColumns(open, close), -1);
    }
}

/// <summary>Prices in another currency than the account's: every fill, mark, fee and dividend is converted at the rate that is known then.</summary>
public sealed partial record BacktestData
{
    /// <summary>Null where prices are in the currency of the account.</summary>
    internal RateColumns? Rates { get; private init; }

    /// <summary><see cref="Series"/> in the currency of the account.</summary>
    internal CandleSeries Marks { get => field ?? Series; private init; }

    /// <summary>What is held is worth its units times the close; else splits or rates come between.</summary>
    internal bool HoldsByClose => SignalFactors is null && Rates is null;

    /// <summary>The close of a row in the currency of the account.</summary>
    internal decimal Mark(int row) => Rates is null ? (decimal)Series.Close[row] : (decimal)Series.Close[row] * Rates.Close[row];

    /// <summary>The open of a row in the currency of the account.</summary>
    internal decimal OpenMark(int row) => Rates is null ? (decimal)Series.Open[row] : (decimal)Series.Open[row] * Rates.Open[row];

    /// <summary>What an amount of the account is in the currency of the prices at the close of a row.</summary>
    internal decimal InQuote(decimal money, int row) => Rates is null ? money : money / Rates.Close[row];

    /// <summary>The currency of the prices; null = that of the account.</summary>
    internal string? Quote { get; private init; }

    private CurrencyRates? Currencies { get; init; }

    /// <summary>The balances of an account that trades these instruments; null where it has one currency, or exchanges everything at once and for nothing.</summary>
    internal static CurrencyPurse? PurseOf(IReadOnlyList<BacktestData> instruments, BacktestSettings settings, long start)
    {
        if (settings is { Exchange: ExchangeRule.EachFill, ExchangeCost: 0 } || settings.Currency is not { } account) return null;
        string[] others = [.. instruments.Select(i => i.Quote).OfType<string>().Concat(settings.Balances.Keys).Distinct()];
        return others.Length == 0 ? null : new CurrencyPurse(account, others, instruments.Select(i => i.Currencies).OfType<CurrencyRates>().First(), settings, start);
    }

    /// <summary>Says what is wrong with the initial balances at the start of a run.</summary>
    internal static IReadOnlyList<Problem> BalanceProblems(IReadOnlyList<BacktestData> instruments, BacktestSettings settings, long start) =>
        settings.Balances.Count == 0 || PurseOf(instruments, settings, start) is not { Debt: > 0 and var debt } ? [] : [new(Severity.Error, "balances-above-cash", "balance", new(
            FormattableString.Invariant($"The balances in other currencies are worth {settings.Cash + debt:0.##} {settings.Currency} at the start, more than the cash of {settings.Cash:0.##}: they are a part of it."),
            FormattableString.Invariant($"Остатки в других валютах стоят в начале {settings.Cash + debt:0.##} {settings.Currency}, больше, чем деньги {settings.Cash:0.##}: они — их часть.")))];

    private (BacktestData? Data, IReadOnlyList<Problem> Problems) In(string account, BacktestSettings settings, CurrencyRates? rates, CancellationToken cancellationToken)
    {
        var quote = settings.ForeignQuote(Series.Symbol);
        var (data, problems) = (this with { Quote = quote, Currencies = rates }, new List<Problem>());
        foreach (var code in settings.Balances.Keys.Order(StringComparer.Ordinal).Prepend(quote).OfType<string>().Distinct())
        {
            var (columns, unknown) = rates is null ? (null, Start) : RateColumns.Of(rates, code, account, Series, Calendar, Start, cancellationToken);
            if (columns is null) problems.Add(NoRate(code == quote ? Series.Symbol : null, code, account, Series[unknown].OpenTime));
            else data = code == quote ? data.With(columns, cancellationToken) : data with { Hash = HashOf(data.Hash, columns) };
        }
        return problems.Count > 0 ? (null, problems) : (data, []);
    }

    private BacktestData With(RateColumns rates, CancellationToken cancellationToken) => this with
    {
        Rates = rates,
        Marks = Converted(Series, rates, cancellationToken),
        _market = Converted(_market ?? Series, rates, cancellationToken),
        Hash = HashOf(Hash, rates),
    };

    private static string HashOf(string hash, RateColumns rates) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes(hash), .. MemoryMarshal.AsBytes<decimal>(rates.Open), .. MemoryMarshal.AsBytes<decimal>(rates.Close)]));

    private static CandleSeries Converted(CandleSeries series, RateColumns rates, CancellationToken cancellationToken)
    {
        var (open, high, low, close) = (series.Open.ToArray(), series.High.ToArray(), series.Low.ToArray(), series.Close.ToArray());
        for (var row = 0; row < series.Count; row++)
        {
            if (row % CandleSeries.CheckStep == 0) cancellationToken.ThrowIfCancellationRequested();
            var rate = (double)rates.Close[row];
            (open[row], high[row], low[row], close[row]) = (open[row] * (double)rates.Open[row], high[row] * rate, low[row] * rate, close[row] * rate);
        }
        return new CandleSeries(series.Symbol, series.Timeframe, series.Times.ToArray(), open, high, low, close, series.Volume.ToArray());
    }

    private static Problem NoRate(string? symbol, string from, string to, DateTimeOffset since) => new(Severity.Error, "rates-missing", "rates", new(
        FormattableString.Invariant($"{(symbol is null ? "A balance is held" : symbol + " is quoted")} in {from}, the account is in {to}, and no rate is known at {since:yyyy-MM-dd HH:mm} UTC: give candles of {from}/{to} that begin before."),
        FormattableString.Invariant($"{(symbol is null ? "Остаток хранится" : symbol + " котируется")} в {from}, счёт в {to}, а курс на {since:yyyy-MM-dd HH:mm} UTC неизвестен: дайте свечи {from}/{to}, которые начинаются раньше.")));
}
