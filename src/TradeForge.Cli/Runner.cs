using TradeForge.Core;
using TradeForge.Core.Simulation;
using TradeForge.Infrastructure;
using TradeForge.Infrastructure.Hosting;

namespace TradeForge.Cli;

/// <summary>Finds the verb, reads its arguments, runs it, and turns what went wrong into words and an exit code.</summary>
internal static class Runner
{
    public static async Task<int> RunAsync(IReadOnlyList<string> typed, Output output, CancellationToken cancellationToken)
    {
        if (typed.Count == 0 || typed[0] is "--help" or "-h" or "help")
        {
            Help.List(output);
            return typed.Count == 0 ? ExitCode.Refused : ExitCode.Ok;
        }

        var json = typed.Contains("--json");
        if (typed[0] == "--version") typed = ["version"];
        if (VerbList.Find(typed[0]) is not { } verb)
        {
            output.Problems([new Problem(Severity.Error, "unknown-verb", "", UnknownVerb(typed[0]))], json);
            return ExitCode.Refused;
        }

        if (typed.Skip(1).TakeWhile(w => w != "--").Contains("--help"))
        {
            Help.Of(verb, output);
            return ExitCode.Ok;
        }

        try
        {
            return await verb.Run(Arguments.Parse(verb, [.. typed.Skip(1)]), output, cancellationToken);
        }
        catch (RefusedException e)
        {
            output.Problems(e.Problems, json);
            return ExitCode.Refused;
        }
        catch (RunLimitException e)
        {
            output.Problems([e.Problem], json);
            return ExitCode.Refused;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            output.Note("interrupted");
            return ExitCode.Interrupted;
        }
        catch (StartupException e)
        {
            output.Note("error: " + output.In(e.Text));
            return ExitCode.MissingDependency;
        }
        catch (Exception e) when (DiskFull.Is(e))
        {
            output.Note("error: " + output.In(new Text("The disk is full. Free some space and try again.", "Диск переполнен. Освободите место и повторите.")) + " " + e.GetBaseException().Message);
            return ExitCode.MissingDependency;
        }
    }

    private static Text UnknownVerb(string name) => new(
        $"'{name}' is not a verb. ./tradeforge --help lists them.",
        $"Команды «{name}» нет. Список: ./tradeforge --help.");
}
