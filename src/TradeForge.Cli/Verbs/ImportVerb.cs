using Microsoft.Extensions.DependencyInjection;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Market.Import;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Hosting;
using TradeForge.Infrastructure.MarketData;
using TradeForge.Infrastructure.MarketData.Import;
using TradeForge.Infrastructure.Postgres;

namespace TradeForge.Cli.Verbs;

/// <summary><c>import FILE --instrument venue:SYMBOL</c>: candle files into the store. The format is detected and shown; options correct it.</summary>
internal static class ImportVerb
{
    private const int MostFiles = 1000;

    public static Verb Create() => new("import", "FILE… --instrument VENUE:SYMBOL", new Text("loads candle files into the store", "загружает файлы свечей в хранилище"),
        [
            StoreVerb.Data,
            new("instrument", "KEY", new Text("such as moex:SBER or bitfinex:BTCUSD", "например moex:SBER или bitfinex:BTCUSD")),
            new("timeframe", "T", new Text("1m 5m 15m 30m 1h 4h 1d 1w, if the file leaves it open", "1m 5m 15m 30m 1h 4h 1d 1w, если по файлу не понять")),
            new("delimiter", "C", new Text("the sign between columns", "разделитель столбцов")),
            new("zone", "ZONE", new Text("of stamps that name none, such as Europe/Moscow", "пояс отметок без пояса, например Europe/Moscow")),
            new("column", "ROLE=NAME", new Text("which column is what: " + string.Join(", ", ImportColumns.Roles), "какой столбец чем служит: " + string.Join(", ", ImportColumns.Roles))) { Repeats = true },
            new("decimal-comma", null, new Text("numbers are written 1,5", "числа записаны как 1,5")),
            new("stamp-is-end", null, new Text("stamps are the ends of the bars", "отметки стоят на концах баров")),
            new("preview", null, new Text("shows what would be imported and stores nothing", "показывает, что будет загружено, и ничего не сохраняет")),
        ],
        RunAsync)
    { MaxWords = MostFiles };

    private static async Task<int> RunAsync(Arguments arguments, Output output, CancellationToken cancellationToken)
    {
        var instrument = arguments.Required("instrument");
        if (arguments.Words.Count == 0) arguments.Add("missing-file", "", "Which file? import FILE --instrument KEY.", "Какой файл? import FILE --instrument KEY.");
        foreach (var file in arguments.Words.Where(f => !File.Exists(f))) arguments.Add("no-file", file, $"There is no file {file}.", $"Файла {file} нет.");
        var settings = Settings(arguments);
        arguments.ThrowIfWrong();
        if (arguments.Has("preview")) return await PreviewAsync(arguments, instrument, settings, output, cancellationToken);

        await using var session = await StoreVerb.OpenAsync("import", arguments, output, cancellationToken);
        await Schema.UpAsync(session.Postgres, session.ClickHouse, cancellationToken);
        await using var services = new ServiceCollection().AddLogging().AddTradeForgePostgres(session.Postgres).AddTradeForgeClickHouse(session.ClickHouse).AddTradeForgeMarketData().BuildServiceProvider();
        var importer = services.GetRequiredService<CandleImporter>();
        var reports = new List<(string File, ImportReport Report)>();
        foreach (var file in arguments.Words.Order(StringComparer.Ordinal))
            reports.Add((file, await ImportAsync(importer, new ImportRequest(file, instrument, settings), output, cancellationToken)));
        Print(reports, arguments.Json, output);
        return ExitCode.Ok;
    }

    private static async Task<ImportReport> ImportAsync(CandleImporter importer, ImportRequest request, Output output, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await importer.ImportAsync(request, new Shown(output), cancellationToken);
            foreach (var words in outcome.Report?.Format.Words ?? []) output.Note(output.In(words));
            return outcome.Report ?? throw new RefusedException(outcome.Problems);
        }
        catch (ClickHouseException e)
        {
            throw new Infrastructure.StartupException(new Text($"The store refused: {e.Message} Import again to go on.", $"Хранилище отказало: {e.Message} Повторите импорт, чтобы продолжить."), e);
        }
    }

    private static async Task<int> PreviewAsync(Arguments arguments, string instrument, ImportSettings settings, Output output, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        foreach (var file in arguments.Words)
        {
            var preview = await CandleImporter.PreviewAsync(file, instrument, settings, cancellationToken);
            output.Line(file);
            foreach (var words in preview.Format?.Words ?? []) output.Line("  " + output.In(words));
            foreach (var row in preview.FirstRows) output.Line($"  {row}");
            problems.AddRange(preview.Problems);
        }

        if (problems.Any(p => p.Severity == Severity.Error)) throw new RefusedException(problems);
        output.Problems(problems, json: false);
        return ExitCode.Ok;
    }

    private static ImportSettings Settings(Arguments arguments)
    {
        var columns = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in arguments.All("column").Select(c => c.Split('=', 2)))
        {
            if (pair.Length == 2 && ImportColumns.Roles.Contains(pair[0].ToLowerInvariant())) columns[pair[0].ToLowerInvariant()] = pair[1];
            else arguments.Add("wrong-value", "column", $"--column {string.Join('=', pair)} must be ROLE=NAME with a role of {string.Join(", ", ImportColumns.Roles)}.", $"--column {string.Join('=', pair)}: нужно РОЛЬ=СТОЛБЕЦ, роли: {string.Join(", ", ImportColumns.Roles)}.");
        }

        return new ImportSettings
        {
            Delimiter = Delimiter(arguments),
            Columns = columns,
            Zone = arguments.Get("zone"),
            DecimalComma = arguments.Has("decimal-comma") ? true : null,
            StampIsEnd = arguments.Has("stamp-is-end"),
            Timeframe = ReadTimeframe(arguments),
        };
    }

    private static char? Delimiter(Arguments arguments)
    {
        var text = arguments.Get("delimiter");
        if (text is null) return null;
        if (text is "tab" or "\\t") return '\t';
        if (text.Length != 1) arguments.Add("wrong-value", "delimiter", $"--delimiter is '{text}', but must be one sign or tab.", $"--delimiter = «{text}», а нужен один знак или tab.");
        return text.Length > 0 ? text[0] : null;
    }

    private static Timeframe? ReadTimeframe(Arguments arguments)
    {
        if (arguments.Get("timeframe") is not { } text) return null;
        try
        {
            return Timeframe.Parse(text);
        }
        catch (FormatException)
        {
            arguments.Add("wrong-value", "timeframe", $"--timeframe is '{text}', but must be such as 1m, 1h or 1d.", $"--timeframe = «{text}», а нужно, например, 1m, 1h или 1d.");
            return null;
        }
    }

    private static void Print(List<(string File, ImportReport Report)> reports, bool json, Output output)
    {
        if (!json)
        {
            foreach (var (file, r) in reports) output.Line($"{file}: {r.Rows} rows read, {r.Stored} bars stored, {r.Repeated} repeated, {r.Quarantined} in quarantine");
            return;
        }

        output.Json(null, writer =>
        {
            writer.WriteStartArray();
            foreach (var (file, r) in reports)
            {
                writer.WriteStartObject();
                writer.WriteString("file", file);
                writer.WriteString("timeframe", r.Format.Timeframe.ToString());
                writer.WriteNumber("rows", r.Rows);
                writer.WriteNumber("stored", r.Stored);
                writer.WriteNumber("repeated", r.Repeated);
                writer.WriteNumber("quarantined", r.Quarantined);
                writer.WriteNumber("resumedBehind", r.ResumedBehind);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    private sealed class Shown(Output output) : IProgress<ImportStep>
    {
        public void Report(ImportStep value) => output.Progress(value.Fraction, value.FileName);
    }
}
