using System.Globalization;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Web.Shared.Charts;

namespace TradeForge.Web.Features.Data;

/// <summary>Windows of stored candles for the chart. Market data is shared: whoever is signed in may read it.</summary>
internal static class CandleEndpoints
{
    private static readonly Text NoSuchSeries = new("No candles of this instrument and timeframe are stored.", "Свечей этого инструмента и таймфрейма нет.");

    public static void MapCandles(this WebApplication app) =>
        app.MapGet(ChartAnswers.Prefix + "/candles/{instrument}/{timeframe}/window", WindowAsync).RequireAuthorization();

    private static async Task<IResult> WindowAsync(
        HttpContext context, string instrument, string timeframe, string? from, string? to, string? max, CandleStore candles, CancellationToken cancel)
    {
        var (query, found) = WindowQuery.Read(from, to, max);
        var problems = new List<Problem>(found);
        if (!Instrument.TryParseKey(instrument, out _, out _)) problems.Add(Error("not-an-instrument", "instrument", $"'{instrument}' is no instrument; write venue:SYMBOL.", $"'{instrument}' — не инструмент; нужно venue:SYMBOL."));
        if (!Timeframe.TryParse(timeframe, out var bar)) problems.Add(Error("not-a-timeframe", "timeframe", $"'{timeframe}' is no timeframe; write 1m, 15m, 1h, 1d.", $"'{timeframe}' — не таймфрейм; нужно 1m, 15m, 1h, 1d."));
        if (query is null || problems.Count > 0) return ChartAnswers.Refused(problems);

        var stamp = await candles.StampAsync(instrument, bar, cancel);
        if (stamp.Rows == 0) return ChartAnswers.Unknown(NoSuchSeries);
        var tag = string.Create(CultureInfo.InvariantCulture, $"{stamp}-{query.From.ToUnixTimeMilliseconds():x}-{query.To.ToUnixTimeMilliseconds():x}-{query.Max:x}");
        return await ChartAnswers.TaggedAsync(context, tag, ColumnFormat.ContentType, token => ReadAsync(candles, instrument, bar, query, token));
    }

    private static async Task<byte[]> ReadAsync(CandleStore candles, string instrument, Timeframe bar, WindowQuery query, CancellationToken cancel)
    {
        var window = await candles.WindowAsync(instrument, bar, query.From, query.To.AddMilliseconds(1), query.Max, cancel); // the store's end is exclusive
        var s = window.Bars;
        return ColumnFormat.Write(window.Step.Milliseconds / 1000, s.Times, [s.Open.ToArray(), s.High.ToArray(), s.Low.ToArray(), s.Close.ToArray(), s.Volume.ToArray()]);
    }

    private static Problem Error(string code, string path, string en, string ru) => new(Severity.Error, code, path, new Text(en, ru));
}
