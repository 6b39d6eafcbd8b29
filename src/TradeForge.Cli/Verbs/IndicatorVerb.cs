using System.Globalization;
using TradeForge.Core;
using TradeForge.Core.Indicators;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Cli.Verbs;

/// <summary><c>indicator</c>: an indicator's columns over candle files, or the list of all indicators.</summary>
internal static class IndicatorVerb
{
    public static Verb Create() => new("indicator", "rsi period=14 [source=close] --candles bars.csv.gz [--timeframe 1d] --out rsi.csv",
        new Text("computes an indicator over candle files; --list names them all; renko size=10 gives bricks", "считает индикатор по файлам свечей; --list перечисляет все; renko size=10 даёт кирпичи"),
        [
            .. RunOptions.Candles,
            ActionOptions.Splits,
            RunOptions.Calendar,
            RunOptions.Session,
            new Option("list", null, new Text("list every indicator, or describe the one that is named", "перечислить индикаторы или описать названный")),
            new Option("out", "FILE", new Text("CSV file", "файл CSV")) { Default = "standard output" },
        ], RunAsync)
    { MaxWords = 64 };

    private static async Task<int> RunAsync(Arguments a, Output output, CancellationToken cancellationToken)
    {
        if (a.Has("list")) return IndicatorList.Run(a, output);
        if (a.Words.Count == 0) a.Add("missing-word", "indicator", "Name an indicator; ./tradeforge indicator --list shows them all.", "Назовите индикатор; список: ./tradeforge indicator --list.");
        var isRenko = a.Words.Count > 0 && a.Words[0].Equals(RenkoRows.Word, StringComparison.OrdinalIgnoreCase);
        var renko = isRenko ? RenkoRows.Read(a) : default;
        var definition = a.Words.Count > 0 ? IndicatorCatalog.Find(a.Words[0].ToLowerInvariant()) : null;
        if (a.Words.Count > 0 && definition is null && !isRenko)
            a.Add("unknown-indicator", a.Words[0], $"There is no indicator '{a.Words[0]}'; ./tradeforge indicator --list shows them all.", $"Индикатора «{a.Words[0]}» нет; список: ./tradeforge indicator --list.");
        var (values, sources) = definition is null ? ([], []) : Values(a, definition);
        var timeframe = RunOptions.Timeframe(a);
        var loaded = (await RunOptions.SeriesAsync(a, timeframe, [], output, cancellationToken)).Main;
        a.ThrowIfWrong();

        var settings = new BacktestSettings { Calendar = RunOptions.Word<CalendarKind>(a, "calendar"), Session = RunOptions.Word<SessionChoice>(a, "session") };
        a.AddRange(SettingsCheck.Problems(settings));
        var calendar = TradingCalendar.For(settings.Calendar);
        var bars = SessionFilter.Apply(ActionOptions.Adjusted(a, loaded!.Series, calendar, output), settings.Session, calendar, cancellationToken);
        if (bars.Count == 0) a.Add("no-bars", "session", "No bar lies in the chosen session.", "В выбранной сессии нет баров.");
        a.ThrowIfWrong();
        var (series, problem) = timeframe is { } target ? Resampler.TryResample(bars, target, calendar, cancellationToken) : (bars, null);
        if (series is null) throw new RefusedException([problem!]);
        foreach (var warning in loaded!.Quality.Warnings) output.Note("warning: " + output.In(warning));
        if (isRenko)
        {
            var bricks = RenkoRows.Bricks(series, renko.Size, renko.Price);
            output.Result(a.Get("out"), stream => RenkoRows.Write(stream, bricks));
            return ExitCode.Ok;
        }

        var columns = IndicatorRun.Columns(definition!, values, series, sources);
        output.Result(a.Get("out"), stream => WriteCsv(stream, definition!, series, columns));
        return ExitCode.Ok;
    }

    private static (double[] Values, string[] Sources) Values(Arguments a, IndicatorDefinition definition)
    {
        var values = definition.Defaults.ToArray();
        var sources = IndicatorRun.DefaultSources(definition).ToArray();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in a.Words.Skip(1))
        {
            var parts = word.Split('=', 2);
            if (parts.Length == 2 && !seen.Add(parts[0])) a.Add("repeated-parameter", parts[0], $"{parts[0]} is given twice.", $"{parts[0]} указан дважды.");
            var input = parts.Length == 2 ? definition.Inputs.ToList().IndexOf(parts[0]) : -1;
            if (input >= 0 && IndicatorRun.Sources.Contains(parts[1], StringComparer.OrdinalIgnoreCase)) sources[input] = parts[1].ToLowerInvariant();
            else if (Read(definition, parts, values) is { } expected) a.Add("wrong-parameter", word, $"'{word}' is not understood: {expected.En}.", $"«{word}» не понято: {expected.Ru}.");
        }
        return (values, sources);
    }

    /// <summary>Sets the value named by a word, or says what would be right.</summary>
    private static Text? Read(IndicatorDefinition definition, string[] parts, double[] values)
    {
        var index = parts.Length == 2 ? definition.Parameters.ToList().FindIndex(p => p.Name == parts[0]) : -1;
        if (index < 0)
        {
            var names = string.Join(", ", definition.Parameters.Select(p => p.Name).Concat(definition.Inputs));
            var sources = definition.Inputs.Contains(parts[0]) ? " " + string.Join(' ', IndicatorRun.Sources) : "";
            return new($"{definition.Id} takes name=value for {(names.Length == 0 ? "nothing" : names)}{sources}", $"у {definition.Id} параметры вида имя=значение: {(names.Length == 0 ? "нет" : names)}{sources}");
        }
        var parameter = definition.Parameters[index];
        if (parameter.Choices is { } choices)
        {
            var choice = choices.ToList().FindIndex(c => string.Equals(c, parts[1], StringComparison.OrdinalIgnoreCase));
            if (choice < 0) return new($"{parameter.Name} is one of {string.Join(", ", choices)}", $"{parameter.Name} — одно из {string.Join(", ", choices)}");
            values[index] = choice;
            return null;
        }
        if (double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && parameter.Allows(value))
        {
            values[index] = value;
            return null;
        }
        var range = FormattableString.Invariant($"{parameter.Min} … {parameter.Max}");
        return new($"{parameter.Name} is a {(parameter.IsInteger ? "whole " : "")}number {range}", $"{parameter.Name} — {(parameter.IsInteger ? "целое " : "")}число {range}");
    }

    private static void WriteCsv(Stream stream, IndicatorDefinition definition, CandleSeries series, double[][] columns)
    {
        using var writer = new StreamWriter(stream, bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.Write("timestamp");
        foreach (var output in definition.Outputs) writer.Write("," + output.Name);
        writer.WriteLine();
        Span<char> buffer = stackalloc char[32];
        for (var bar = 0; bar < series.Count; bar++)
        {
            DateTimeOffset.FromUnixTimeMilliseconds(series.Times[bar]).UtcDateTime.TryFormat(buffer, out var length, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            writer.Write(buffer[..length]);
            foreach (var column in columns)
            {
                writer.Write(',');
                if (double.IsNaN(column[bar])) continue;
                column[bar].TryFormat(buffer, out length, "R", CultureInfo.InvariantCulture);
                writer.Write(buffer[..length]);
            }
            writer.WriteLine();
        }
    }
}
