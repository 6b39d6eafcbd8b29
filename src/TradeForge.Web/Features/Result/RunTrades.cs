using System.Globalization;
using System.Text;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Features.Result;

/// <summary>Trades for the download.</summary>
public static class RunTrades
{
    /// <summary>The trades as CSV with the names of the result JSON; times UTC, digits invariant and complete.</summary>
    public static async Task WriteCsvAsync(BacktestResult result, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" };
        await writer.WriteLineAsync(("symbol,side,quantity,entryBar,entryTime,entryPrice,entryReason,exitBar,exitTime,exitPrice,exitReason,fees,pnl,pnlPercent,mae,mfe,bars,runUp,drawdown,entryRate,exitRate,initialStop,initialTarget,finalStop,finalTarget," + string.Join(',', TradeLine.FieldsOf(result).Select(Quoted))).AsMemory(), cancellationToken);
        for (var i = 0; i < result.Trades.Count; i++) await writer.WriteLineAsync(Line(TradeLine.Of(result, i)).AsMemory(), cancellationToken);
    }

    private static string Line(TradeLine line) => $"{Line(line.Trade)},{string.Join(',', line.Fields().Select(Field))}";

    private static string Field(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        decimal number => Figure.Digits(number),
        double number => Figure.Digits(number),
        _ => throw new InvalidOperationException($"A field of a trade is {value.GetType().Name}."),
    };

    private static string Line(Trade t) => string.Join(',',
        Quoted(t.Symbol), t.Side == PositionSide.Long ? "long" : "short", Figure.Digits(t.Quantity),
        Whole(t.EntryBar), Time(t.EntryTime), Figure.Digits(t.EntryPrice), t.EntryReason, Whole(t.ExitBar), Time(t.ExitTime), Figure.Digits(t.ExitPrice), t.ExitReason,
        Figure.Digits(t.Fees), Figure.Digits(t.Pnl), Figure.Digits(t.PnlPercent), Figure.Digits(t.Mae), Figure.Digits(t.Mfe), Whole(t.Bars),
        Figure.Digits(t.RunUp), Figure.Digits(t.Drawdown), Figure.Digits(t.EntryRate), Figure.Digits(t.ExitRate),
        Level(t.Levels?.InitialStop), Level(t.Levels?.InitialTarget), Level(t.Levels?.FinalStop), Level(t.Levels?.FinalTarget));

    private static string Level(decimal? price) => price is { } p ? Figure.Digits(p) : "";

    // a leading = + - @ would be run as a formula by a spreadsheet
    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\n\r=+-@") < 0 ? text : $"\"{(text[0] is '=' or '+' or '-' or '@' ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
