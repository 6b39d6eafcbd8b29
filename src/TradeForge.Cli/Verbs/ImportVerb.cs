using Microsoft.Extensions.DependencyInjection;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Market.Import;
using TradeForge.Infrastructure;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Hosting;
using TradeForge.Infrastructure.MarketData;
using TradeForge.Infrastructure.MarketData.Files;
using TradeForge.Infrastructure.MarketData.Import;
using TradeForge.Infrastructure.Postgres;

namespace TradeForge.Cli.Verbs;

/// <summary><c>import</c>: brings candle files into the market store, or shows with <c>--preview</c> how they would be read.</summary>
internal static class ImportVerb
{
    private static readonly Dictionary<string, StampLayout> Layouts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["iso"] = StampLayout.Iso,
        ["epoch"] = StampLayout.Epoch,
        ["yyyymmdd"] = StampLayout.CompactYearFirst,
        ["yymmdd"] = StampLayout.ShortYearFirst,
        ["ddmmyy"] = StampLayout.ShortDayFirst,
        ["ymd"] = StampLayout.YearFirst,
        ["mdy"] = StampLayout.MonthFirst,
        ["dmy"] = StampLayout.DayFirst,
        ["d-mon-y"] = StampLayout.MonthName,
    };

    public static Verb Create() => new("import", "FILE|FOLDER … --instrument venue:SYMBOL [options]", new Text("imports candle files into the market store", "загружает файлы свечей в хранилище"),
    [
        new("instrument", "KEY", new("such as moex:SBER, us:AAPL, bitfinex:BTCUSD", "например moex:SBER, us:AAPL, bitfinex:BTCUSD")),
        new("preview", null, new("shows how the files would be read and imports nothing", "показывает, как будут прочитаны файлы, и ничего не загружает")),
        new("timeframe", "TF", new("length of a bar, when the file does not show it", "длина бара, если её не видно из файла")),
        new("zone", "ZONE", new("time zone of stamps that name none, such as Europe/Moscow", "часовой пояс отметок без пояса, например Europe/Moscow")),
        new("delimiter", "C", new("the sign between columns, or tab", "знак между столбцами или tab")),
        new("date", "WORD", new("how dates are written", "как записаны даты")) { Choices = [.. Layouts.Keys] },
        new("header", "WORD", new("whether there is a line of names", "есть ли строка заголовка")) { Choices = ["yes", "no"] },
        new("decimal-comma", null, new("numbers are written 1,5", "числа записаны как 1,5")),
        new("stamp-is-end", null, new("stamps are the ends of the bars", "отметки стоят на концах баров")),
        new("column", "ROLE=NAME", new("which column (name, or number from 1) is time, clock, open, high, low, close or volume", "какой столбец (имя или номер с 1) — time, clock, open, high, low, close, volume")) { Repeats = true },
        StoreVerb.Data,
    ], RunAsync)
    { MaxWords = 1000 };

    private static async Task<int> RunAsync(Arguments arguments, Output output, CancellationToken cancellationToken)
    {
        var settings = Read(arguments);
        var key = arguments.Required("instrument");
        var (files, problems) = CandleFileReader.Find(arguments.Words);
        arguments.AddRange(problems);
        arguments.AddRange(settings.Check());
        if (key.Length > 0 && VenueCatalog.FindInstrument(key) is null) arguments.AddRange([CandleImporter.UnknownInstrument(key)]);
        arguments.ThrowIfWrong();
        if (arguments.Has("preview")) return await PreviewAsync(arguments, output, files, key, settings, cancellationToken);
        try
        {
            return await ImportAsync(arguments, output, files, key, settings, cancellationToken);
        }
        catch (Exception e) when (DiskFull.Is(e))
        {
            throw new StartupException(new Text(
                "The disk of the data folder is full. What was stored stays; free some space and import again to go on.",
                "Диск с папкой данных переполнен. Сохранённое остаётся; освободите место и повторите импорт, чтобы продолжить."), e);
        }
        catch (Exception e) when (Refusal(e) is { } refusal)
        {
            throw new StartupException(new Text($"The store refused: {refusal.Message} Import again to go on.", $"Хранилище отказало: {refusal.Message} Повторите импорт, чтобы продолжить."), e);
        }
    }

    /// <summary>What a store said, out of what was wrapped around it.</summary>
    private static Exception? Refusal(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
            if (cause is ClickHouseException or Npgsql.NpgsqlException) return cause;
        return null;
    }

    private static ImportSettings Read(Arguments arguments)
    {
        var columns = new Dictionary<string, string>();
        foreach (var pair in arguments.All("column"))
        {
            if (pair.Split('=', 2) is [{ Length: > 0 } role, { Length: > 0 } name]) columns[role] = name;
            else arguments.Add("wrong-value", "column", $"--column is '{pair}', but must be such as close=5.", $"--column = «{pair}», а нужно, например, close=5.");
        }
        Timeframe? timeframe = null;
        if (arguments.Get("timeframe") is { } text)
        {
            if (Timeframe.TryParse(text, out var read)) timeframe = read;
            else arguments.Add("wrong-value", "timeframe", $"--timeframe is '{text}', but must be such as 1m, 1h, 1d.", $"--timeframe = «{text}», а нужно, например, 1m, 1h, 1d.");
        }
        return new ImportSettings
        {
            Columns = columns,
            Timeframe = timeframe,
            Zone = arguments.Get("zone"),
            Delimiter = Delimiter(arguments),
            Layout = arguments.Get("date") is { } l && Layouts.TryGetValue(l, out var layout) ? layout : null,
            HasHeader = arguments.Get("header") is { } header ? string.Equals(header, "yes", StringComparison.OrdinalIgnoreCase) : null,
            DecimalComma = arguments.Has("decimal-comma") ? true : null,
            StampIsEnd = arguments.Has("stamp-is-end"),
        };
    }

    private static char? Delimiter(Arguments arguments)
    {
        var text = arguments.Get("delimiter");
        if (text is null or { Length: 1 }) return text?[0];
        if (text is "tab" or "\\t") return '\t';
        arguments.Add("wrong-value", "delimiter", $"--delimiter is '{text}', but must be one sign or tab.", $"--delimiter = «{text}», а нужен один знак или tab.");
        return null;
    }

    private static async Task<int> PreviewAsync(Arguments arguments, Output output, IReadOnlyList<string> files, string key, ImportSettings settings, CancellationToken cancellationToken)
    {
        var previews = new List<(string File, ImportPreview Preview)>();
        foreach (var file in files) previews.Add((file, await CandleImporter.PreviewAsync(file, key, settings, cancellationToken)));
        if (arguments.Json) output.Json(null, json => ImportJson.Write(json, previews, output));
        else foreach (var (file, preview) in previews) Show(output, file, preview);
        return previews.Any(p => p.Preview.Problems.Any(x => x.Severity == Severity.Error)) ? ExitCode.Refused : ExitCode.Ok;
    }

    private static void Show(Output output, string file, ImportPreview preview)
    {
        output.Line(Path.GetFileName(file));
        foreach (var words in preview.Format?.Words ?? []) output.Line("  " + output.In(words));
        foreach (var words in preview.Format?.Ambiguities ?? []) output.Line("  ? " + output.In(words));
        foreach (var c in preview.FirstRows) output.Line($"  {c.OpenTime:yyyy-MM-ddTHH:mm:ssZ}  {c.Open}  {c.High}  {c.Low}  {c.Close}  {c.Volume}");
        foreach (var fault in preview.Faults) output.Line($"  ! {fault.Count} / {preview.SampleRows}: {output.In(CandleCheck.Describe(fault.Fault))}");
        output.Problems(preview.Problems, json: false);
    }

    private static async Task<int> ImportAsync(Arguments arguments, Output output, IReadOnlyList<string> files, string key, ImportSettings settings, CancellationToken cancellationToken)
    {
        await using var session = await StoreVerb.OpenAsync("import", arguments, output, cancellationToken);
        await Schema.UpAsync(session.Postgres, session.ClickHouse, cancellationToken);
        await using var services = new ServiceCollection().AddLogging().AddTradeForgePostgres(session.Postgres).AddTradeForgeClickHouse(session.ClickHouse).AddTradeForgeMarketData().BuildServiceProvider();
        var importer = services.GetRequiredService<CandleImporter>();
        var watch = TimeProvider.System.GetTimestamp();
        var (reports, problems) = (new List<(string File, ImportReport Report)>(), new List<Problem>());
        for (var i = 0; i < files.Count; i++)
        {
            var before = i;
            var progress = new Steps(step => output.Progress((before + step.Fraction) / files.Count, step.FileName));
            var outcome = await importer.ImportAsync(new ImportRequest(files[i], key, settings), progress, cancellationToken);
            if (outcome.Report is { } report) reports.Add((files[i], report));
            problems.AddRange(outcome.Problems.Select(p => p with { Path = Path.GetFileName(files[i]) }));
        }
        var seconds = TimeProvider.System.GetElapsedTime(watch).TotalSeconds;
        output.Problems(problems, json: false);
        if (arguments.Json) output.Json(null, json => ImportJson.Write(json, key, reports, problems, seconds));
        else Show(output, key, reports, seconds);
        return problems.Any(p => p.Severity == Severity.Error) ? ExitCode.Refused : ExitCode.Ok;
    }

    private static void Show(Output output, string key, List<(string File, ImportReport Report)> reports, double seconds)
    {
        foreach (var (file, r) in reports)
            output.Line(output.In(new Text(
                $"{Path.GetFileName(file)}: {r.Rows} rows, {r.Stored} bars of {r.Format.Timeframe} stored, {r.Repeated} repeated, {r.Quarantined} in quarantine{(r.ResumedBehind > 0 ? $", continued behind line {r.ResumedBehind}" : "")}",
                $"{Path.GetFileName(file)}: строк {r.Rows}, сохранено баров {r.Format.Timeframe}: {r.Stored}, повторов: {r.Repeated}, в карантине: {r.Quarantined}{(r.ResumedBehind > 0 ? $", продолжено после строки {r.ResumedBehind}" : "")}")));
        output.Line($"{key}: {reports.Sum(r => r.Report.Stored)} in {seconds:0.0} s");
    }

    private sealed class Steps(Action<ImportStep> report) : IProgress<ImportStep>
    {
        public void Report(ImportStep value) => report(value);
    }
}
