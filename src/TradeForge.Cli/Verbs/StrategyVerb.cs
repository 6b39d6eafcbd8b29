using System.Text;
using TradeForge.Core;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Export;
using TradeForge.Core.Strategies.Import;

namespace TradeForge.Cli.Verbs;

/// <summary><c>strategy import</c> translates a strategy of another system into a strategy file, <c>strategy export</c> writes one as C# or Pine text.</summary>
internal static class StrategyVerb
{
    public static Verb Create() => new("strategy", "import FILE --out s.json | export s.json --as csharp",
        new Text("translates a strategy of AlgoTrade or Trade Forge, or writes one as C# or Pine text", "переводит стратегию AlgoTrade или Trade Forge или записывает стратегию текстом на C# или Pine"),
        [
            new Option("name", "TEXT", new Text("name of the new strategy", "имя новой стратегии")) { Default = "the file's name" },
            new Option("as", "WORD", new Text("language of an export", "язык экспорта")) { Choices = ["csharp", "pine"], Default = "csharp" },
            new Option("out", "FILE", new Text("where to write", "куда записать")) { Default = "standard output" },
        ], RunAsync)
    { MaxWords = 2 };

    private static async Task<int> RunAsync(Arguments arguments, Output output, CancellationToken cancellationToken)
    {
        if (arguments.Words is not ["import" or "export", var path])
            throw new RefusedException("wrong-words", "", "Say: strategy import FILE or strategy export FILE.", "Нужно: strategy import ФАЙЛ или strategy export ФАЙЛ.");
        if (!File.Exists(path)) throw new RefusedException("strategy-missing", path, $"There is no file {path}.", $"Нет файла {path}.");
        var text = await File.ReadAllTextAsync(path, cancellationToken);
        return arguments.Words[0] == "export" ? Export(arguments, output, text) : Import(arguments, output, text, arguments.Get("name") ?? Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>Writes what could be translated; exit code 1 if something could not, every note on standard error.</summary>
    private static int Import(Arguments arguments, Output output, string text, string name)
    {
        var (graph, problems) = StrategyImport.Read(text, name);
        if (graph is null) throw new RefusedException(problems);
        output.Problems(problems, json: false);
        output.Result(arguments.Get("out"), stream => stream.Write(Encoding.UTF8.GetBytes(StrategyJson.Write(graph))));
        return problems.Any(p => p.Severity == Severity.Error) ? ExitCode.Refused : ExitCode.Ok;
    }

    /// <summary>The text, with what differs at its head and on standard error.</summary>
    private static int Export(Arguments arguments, Output output, string text)
    {
        var (graph, problems) = StrategyJson.Parse(text);
        if (graph is null) throw new RefusedException(problems);
        var compilation = StrategyCompiler.Compile(graph);
        if (compilation.Strategy is not { } strategy) throw new RefusedException(compilation.Problems);
        var exported = string.Equals(arguments.Get("as"), "pine", StringComparison.OrdinalIgnoreCase) ? StrategyExport.ToPine(strategy) : StrategyExport.ToCSharp(strategy);
        foreach (var line in exported.Notes) output.Note("note: " + output.In(line));
        output.Result(arguments.Get("out"), stream => stream.Write(Encoding.UTF8.GetBytes(exported.Source)));
        return ExitCode.Ok;
    }
}
