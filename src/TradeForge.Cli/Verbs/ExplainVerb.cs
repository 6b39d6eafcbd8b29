using System.Globalization;
using System.Text.Json;
using TradeForge.Core;
using TradeForge.Core.Simulation;
using TradeForge.Core.Simulation.Explain;
using TradeForge.Core.Simulation.Lint;
using TradeForge.Core.Strategies;

namespace TradeForge.Cli.Verbs;

/// <summary><c>explain</c>: says in words why a strategy did or did not trade on a bar; without a bar, what it does and what about it looks like a mistake.</summary>
internal static class ExplainVerb
{
    public static Verb Create() => new("explain", "--strategy s.json --candles bars.csv.gz [options] [--at 2024-03-01T10:00Z]",
        new Text("says why a strategy did or did not trade on a bar, or looks the strategy over", "объясняет, почему стратегия торговала или не торговала на баре, или проверяет саму стратегию"),
        [
            .. RunOptions.All,
            new Option("at", "TIME", new Text("a moment of the bar; without it the strategy in words and what about it looks like a mistake", "момент внутри бара; без него — стратегия словами и что в ней похоже на ошибку")),
            new Option("of", "SYMBOL", new Text("of several traded symbols the one to explain", "какой из нескольких торгуемых символов объяснить")),
            new Option("out", "FILE", new Text("where to write", "куда записать")) { Default = "standard output" },
        ], RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, Output output, CancellationToken cancellationToken)
    {
        var at = arguments.Time("at");
        var (strategy, all, settings) = await RunOptions.LoadAllAsync(arguments, output, cancellationToken);
        var data = Chosen(arguments, all);
        if (at is null) return Review(arguments, output, strategy, StrategyLint.Check(StrategyCompiler.Compile(strategy.Graph, settings.Parameters, cancellationToken), data, cancellationToken));
        var (explanation, problem) = BarExplanation.At(strategy, all, data.Series.Symbol, settings, at.Value, cancellationToken);
        if (problem is not null) throw new RefusedException([problem]);
        if (arguments.Json) output.Json(arguments.Get("out"), json => WriteJson(json, strategy, data.Series.Symbol, explanation!, output));
        else output.Result(arguments.Get("out"), stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            WriteText(writer, strategy, all.Symbols.Count > 1 ? $"{data.Series.Symbol}  " : "", explanation!, output);
        });
        return ExitCode.Ok;
    }

    /// <summary>The only symbol, or the one that is named.</summary>
    private static BacktestData Chosen(Arguments arguments, PortfolioData all)
    {
        var named = arguments.Get("of");
        if (all.Instruments.FirstOrDefault(i => named is null ? all.Instruments.Count == 1 : i.Series.Symbol == named) is { } chosen) return chosen;
        var symbols = string.Join(", ", all.Symbols.Take(5)) + (all.Symbols.Count > 5 ? $" … ({all.Symbols.Count})" : "");
        throw named is null
            ? new RefusedException("several-symbols", "of", $"Name the symbol to explain: --of, one of {symbols}.", $"Назовите символ, который объяснить: --of, один из {symbols}.")
            : new RefusedException("unknown-symbol", "of", $"{named} is not traded here; there are {symbols}.", $"{named} здесь не торгуется; есть {symbols}.");
    }

    private static int Review(Arguments arguments, Output output, CompiledStrategy strategy, IReadOnlyList<Problem> warnings)
    {
        if (arguments.Json) output.Json(arguments.Get("out"), json =>
        {
            json.WriteStartObject();
            json.WriteString("strategy", output.In(StrategyReader.Describe(strategy)));
            json.WriteStartArray("warnings");
            foreach (var warning in warnings) Output.WriteProblem(json, warning);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        else output.Result(arguments.Get("out"), stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine(output.In(StrategyReader.Describe(strategy)));
            if (warnings.Count == 0) writer.WriteLine(output.In(new Text("Nothing looks like a mistake on these bars.", "На этих барах ничто не похоже на ошибку.")));
            foreach (var warning in warnings) writer.WriteLine($"- {output.In(warning.Message)} [{warning.Code}]");
        });
        return ExitCode.Ok;
    }

    private static void WriteText(StreamWriter writer, CompiledStrategy strategy, string symbol, BarExplanation e, Output output)
    {
        var c = e.Candle;
        writer.WriteLine(output.In(StrategyReader.Describe(strategy)));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{symbol}{c.OpenTime.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}  {output.In(new Text("bar", "бар"))} {e.Bar}  O {c.Open} H {c.High} L {c.Low} C {c.Close} V {c.Volume}"));
        writer.WriteLine($"{output.In(new Text("position at the close", "позиция на закрытии"))}: {output.In(e.Position)}");
        foreach (var (action, outcome, _) in e.Actions)
        {
            writer.WriteLine();
            writer.WriteLine(output.In(action.Sentence));
            writer.WriteLine($"  → {output.In(outcome)}");
            foreach (var reading in action.Readings) writer.WriteLine($"    {output.In(reading.What)} = {Value(reading, output)}");
        }
    }

    private static string Value(PortReading r, Output output) => r.Truth == Truth.Unknown ? output.In(new Text("not known", "неизвестно"))
        : r.Kind == PortKind.Series ? r.Number.ToString("R", CultureInfo.InvariantCulture)
        : output.In(r.Truth == Truth.True ? new Text("true", "истина") : new Text("false", "ложь"));

    private static void WriteJson(Utf8JsonWriter json, CompiledStrategy strategy, string symbol, BarExplanation e, Output output)
    {
        json.WriteStartObject();
        json.WriteString("symbol", symbol);
        json.WriteString("time", e.Candle.OpenTime.UtcDateTime);
        json.WriteNumber("bar", e.Bar);
        json.WriteString("strategy", output.In(StrategyReader.Describe(strategy)));
        json.WriteString("position", output.In(e.Position));
        json.WriteStartArray("actions");
        foreach (var (action, outcome, _) in e.Actions)
        {
            json.WriteStartObject();
            json.WriteString("node", action.NodeId);
            json.WriteString("type", action.Type);
            WriteTruth(json, "when", action.Truth);
            json.WriteString("sentence", output.In(action.Sentence));
            json.WriteString("outcome", output.In(outcome));
            json.WriteStartArray("firstNotTrue");
            foreach (var reading in action.FirstNotTrue) json.WriteStringValue(reading.NodeId);
            json.WriteEndArray();
            json.WriteStartArray("values");
            foreach (var reading in action.Readings) WriteReading(json, reading, output);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteReading(Utf8JsonWriter json, PortReading reading, Output output)
    {
        json.WriteStartObject();
        json.WriteString("node", reading.NodeId);
        json.WriteString("handle", reading.Handle);
        json.WriteString("what", output.In(reading.What));
        if (reading.Kind == PortKind.Condition) WriteTruth(json, "value", reading.Truth);
        else if (double.IsFinite(reading.Number)) json.WriteNumber("value", reading.Number);
        else json.WriteNull("value");
        json.WriteEndObject();
    }

    private static void WriteTruth(Utf8JsonWriter json, string name, Truth truth)
    {
        if (truth == Truth.Unknown) json.WriteNull(name);
        else json.WriteBoolean(name, truth == Truth.True);
    }
}
