using TradeForge.Core;

namespace TradeForge.Cli;

/// <summary>One verb of the command line: its words, its options and what it does.</summary>
/// <param name="Name">As typed, such as <c>backtest</c>.</param>
/// <param name="Usage">What may follow the name, such as <c>rsi period=14 --candles FILE</c>.</param>
/// <param name="Summary">One sentence for the list of verbs.</param>
/// <param name="Options">Every option that the verb accepts; any other is refused by name. <c>--json</c> and <c>--help</c> are always accepted.</param>
/// <param name="Run">Does the work and returns the exit code; may throw <see cref="RefusedException"/> with problems of the request.</param>
internal sealed record Verb(string Name, string Usage, Text Summary, IReadOnlyList<Option> Options, Func<Arguments, Output, CancellationToken, Task<int>> Run)
{
    /// <summary>Most plain words (not options) that the verb takes; more are refused by name.</summary>
    public int MaxWords { get; init; }
}

/// <summary>An option of a verb.</summary>
/// <param name="Name">Without the dashes.</param>
/// <param name="Value">What stands for the value in the help, such as <c>FILE</c>; null for a switch.</param>
/// <param name="Help">One line.</param>
internal sealed record Option(string Name, string? Value, Text Help)
{
    /// <summary>True if the option may be given more than once.</summary>
    public bool Repeats { get; init; }

    /// <summary>Shown in the help; the verb applies it.</summary>
    public string? Default { get; init; }

    /// <summary>The only values allowed, compared in any case; empty when any value may be.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <summary>Exit codes of contract section 1.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Refused = 1;
    public const int MissingDependency = 2;
    public const int Interrupted = 130;
}

/// <summary>The request cannot be carried out as it stands; holds every problem found.</summary>
internal sealed class RefusedException(IReadOnlyList<Problem> problems) : Exception(string.Join(Environment.NewLine, problems.Select(p => p.Message.En)))
{
    public RefusedException(string code, string path, string english, string russian)
        : this([new Problem(Severity.Error, code, path, new Text(english, russian))])
    {
    }

    public IReadOnlyList<Problem> Problems { get; } = problems;
}
