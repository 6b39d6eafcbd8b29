using System.Text;
using TradeForge.Core;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Import;

namespace TradeForge.Cli.Verbs;

/// <summary><c>strategy import</c>: translates a strategy of another system into a strategy file.</summary>
internal static class StrategyVerb
{
    public static Verb Create() => new("strategy", "import FILE --out s.json",
        new Text("translates a strategy of AlgoTrade or Trade Forge into a strategy file", "переводит стратегию AlgoTrade или Trade Forge в файл стратегии"),
        [
            new Option("name", "TEXT", new Text("name of the new strategy", "имя новой стратегии")) { Default = "the file's name" },
            new Option("out", "FILE", new Text("where to write", "куда записать")) { Default = "standard output" },
        ], RunAsync)
    { MaxWords = 2 };

    private static async Task<int> RunAsync(Arguments arguments, Output output, CancellationToken cancellationToken)
    {
        if (arguments.Words is not ["import", var path])
            throw new RefusedException("wrong-words", "", "Say: strategy import FILE.", "Нужно: strategy import ФАЙЛ.");
        if (!File.Exists(path)) throw new RefusedException("strategy-missing", path, $"There is no file {path}.", $"Нет файла {path}.");
        var text = await File.ReadAllTextAsync(path, cancellationToken);
        return Import(arguments, output, text, arguments.Get("name") ?? Path.GetFileNameWithoutExtension(path));
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
}
