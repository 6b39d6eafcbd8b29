using System.Globalization;
using System.Text.Json;
using TradeForge.Core.Metrics;

namespace TradeForge.Core.Simulation;

/// <summary>The tables behind the figures: days and drawdowns are read again, the rest is made from them and the trades whenever it is asked for.</summary>
public static partial class ResultJson
{
    private static void WriteDetails(Utf8JsonWriter json, BacktestResult result, ResultDetails details)
    {
        WriteArray(json, "days", result.Days, Write);
        WriteArray(json, "drawdowns", result.Drawdowns, Write);
        json.WriteStartObject("breakdowns");
        foreach (var (by, rows) in details.Breakdowns) WriteArray(json, by, rows, Write);
        json.WriteEndObject();
        WriteArray(json, "monthly", details.Monthly, Write);
        Write(json, details.Rolling);
        json.WriteStartObject("histograms");
        WriteArray(json, "days", details.DayHistogram, Write);
        WriteArray(json, "trades", details.TradeHistogram, Write);
        json.WriteEndObject();
        WriteArray(json, "quantiles", details.Quantiles, Write);
        WriteArray(json, "crises", details.Crises, Write);
        if (details.MonteCarlo is { } paths) Write(json, paths);
        if (result.CostStrip is { } strip) Write(json, strip);
        if (result.Parts.Count > 0) WriteArray(json, "parts", result.Parts, Write);
    }

    private static void Write(Utf8JsonWriter json, SamplePart part)
    {
        json.WriteStartObject();
        json.WriteString("name", part.Name);
        JsonText.WriteTime(json, "from", part.From);
        JsonText.WriteTime(json, "to", part.To);
        json.WriteNumber("bars", part.Bars);
        WriteMetrics(json, "metrics", part.Metrics);
        json.WriteEndObject();
    }

    private static SamplePart ReadPart(JsonElement e) => new(String(e, "name"), When(e, "from"), When(e, "to"), Int(e, "bars"), ReadMetrics(e.GetProperty("metrics")));

    private static void Write(Utf8JsonWriter json, DayRow day)
    {
        json.WriteStartObject();
        Date(json, "date", day.Date);
        json.WriteNumber("returnPercent", day.ReturnPercent);
        Figure(json, "benchmarkPercent", day.BenchmarkPercent);
        if (day.BenchmarkEquity is { } held) json.WriteNumber("benchmarkEquity", held);
        json.WriteNumber("drawdownPercent", day.DrawdownPercent);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DrawdownRow row)
    {
        json.WriteStartObject();
        JsonText.WriteTime(json, "peak", row.Peak);
        JsonText.WriteTime(json, "trough", row.Trough);
        if (row.End is { } end) JsonText.WriteTime(json, "end", end);
        else json.WriteNull("end");
        json.WriteNumber("percent", row.Percent);
        json.WriteNumber("days", row.Days);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BreakdownRow row)
    {
        json.WriteStartObject();
        json.WriteString("key", row.Key);
        json.WriteNumber("trades", row.Trades);
        json.WriteNumber("wins", row.Wins);
        json.WriteNumber("losses", row.Losses);
        json.WriteNumber("winRatePercent", row.WinRatePercent);
        Money(json, "netProfit", row.NetProfit);
        Money(json, "grossProfit", row.GrossProfit);
        Money(json, "grossLoss", row.GrossLoss);
        Figure(json, "profitFactor", row.ProfitFactor);
        Money(json, "fees", row.Fees);
        json.WriteNumber("expectancyPercent", row.ExpectancyPercent);
        json.WriteNumber("avgBars", row.AverageBars);
        json.WriteNumber("avgMaePercent", row.AverageMae);
        json.WriteNumber("avgMfePercent", row.AverageMfe);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, YearRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("year", row.Year);
        json.WriteStartArray("months");
        foreach (var month in row.Months)
            if (month is { } percent) json.WriteNumberValue(percent);
            else json.WriteNullValue();
        json.WriteEndArray();
        json.WriteNumber("returnPercent", row.ReturnPercent);
        Figure(json, "benchmarkPercent", row.BenchmarkPercent);
        json.WriteNumber("maxDrawdownPercent", row.MaxDrawdownPercent);
        json.WriteNumber("days", row.Days);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RollingTable table)
    {
        json.WriteStartObject("rolling");
        json.WriteNumber("window", table.Window);
        json.WriteNumber("step", table.Step);
        WriteArray(json, "rows", table.Rows, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RollingRow row)
    {
        json.WriteStartObject();
        Date(json, "date", row.Date);
        json.WriteNumber("returnPercent", row.ReturnPercent);
        Figure(json, "volatilityPercent", row.VolatilityPercent);
        Figure(json, "sharpe", row.Sharpe);
        Figure(json, "sortino", row.Sortino);
        json.WriteNumber("maxDrawdownPercent", row.MaxDrawdownPercent);
        Figure(json, "alpha", row.Alpha);
        Figure(json, "beta", row.Beta);
        Figure(json, "correlation", row.Correlation);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HistogramBin bin)
    {
        json.WriteStartObject();
        json.WriteNumber("from", bin.From);
        json.WriteNumber("to", bin.To);
        json.WriteNumber("count", bin.Count);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, QuantileRow row)
    {
        json.WriteStartObject();
        json.WriteString("period", row.Period);
        json.WriteNumber("count", row.Count);
        json.WriteNumber("min", row.Min);
        json.WriteNumber("p5", row.P5);
        json.WriteNumber("p25", row.P25);
        json.WriteNumber("median", row.Median);
        json.WriteNumber("p75", row.P75);
        json.WriteNumber("p95", row.P95);
        json.WriteNumber("max", row.Max);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CrisisRow row)
    {
        json.WriteStartObject();
        json.WriteString("id", row.Period.Id);
        json.WriteString("name", row.Period.Name.En);
        json.WriteString("nameRu", row.Period.Name.Ru);
        Date(json, "from", row.Period.From);
        Date(json, "to", row.Period.To);
        json.WriteNumber("days", row.Days);
        json.WriteNumber("returnPercent", row.ReturnPercent);
        Figure(json, "benchmarkPercent", row.BenchmarkPercent);
        json.WriteNumber("maxDrawdownPercent", row.MaxDrawdownPercent);
        json.WriteNumber("worstDayPercent", row.WorstDayPercent);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CostStrip strip)
    {
        json.WriteStartObject("costStrip");
        WriteArray(json, "rows", strip.Rows, Write);
        Figure(json, "breakEvenBasisPoints", strip.BreakEvenBasisPoints);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CostRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("multiple", row.Multiple);
        Money(json, "equityFinal", row.EquityFinal);
        Money(json, "netProfit", row.NetProfit);
        json.WriteNumber("returnPercent", row.ReturnPercent);
        Figure(json, "sharpe", row.Sharpe);
        json.WriteNumber("maxDrawdownPercent", row.MaxDrawdownPercent);
        json.WriteNumber("trades", row.Trades);
        Money(json, "fees", row.Fees);
        json.WriteEndObject();
    }

    private static CostStrip ReadStrip(JsonElement e) => new(
        [.. e.GetProperty("rows").EnumerateArray().Select(row => new CostRow(
            Int(row, "multiple"), Money(row, "equityFinal"), Money(row, "netProfit"), Number(row, "returnPercent"), NumberOrNull(row, "sharpe"), Number(row, "maxDrawdownPercent"), Int(row, "trades"), Money(row, "fees")))],
        NumberOrNull(e, "breakEvenBasisPoints"));

    private static DayRow ReadDay(JsonElement e) => new(ReadDate(e, "date"), Number(e, "returnPercent"), NumberOrNull(e, "benchmarkPercent"), Number(e, "drawdownPercent")) { BenchmarkEquity = e.TryGetProperty("benchmarkEquity", out var held) ? held.GetDouble() : null };

    private static DrawdownRow ReadDrawdown(JsonElement e) =>
        new(When(e, "peak"), When(e, "trough"), e.GetProperty("end").ValueKind == JsonValueKind.Null ? null : When(e, "end"), Number(e, "percent"), Number(e, "days"));

    /// <summary>Rows of a section that results stored by earlier versions do not have.</summary>
    private static IReadOnlyList<T> ReadLater<T>(JsonElement root, string name, Func<JsonElement, T> read) =>
        root.TryGetProperty(name, out var rows) ? [.. rows.EnumerateArray().Select(read)] : [];

    private static void Date(Utf8JsonWriter json, string name, DateOnly date) => json.WriteString(name, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static DateOnly ReadDate(JsonElement e, string name) => DateOnly.ParseExact(String(e, name), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static double? NumberOrNull(JsonElement e, string name) => e.GetProperty(name).ValueKind == JsonValueKind.Null ? null : Number(e, name);

    /// <summary>A number, or null where it is not defined.</summary>
    private static void Figure(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
