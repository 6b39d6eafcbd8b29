namespace TradeForge.Core.Simulation;

/// <summary>How much one run may take. What is reached ends it with a <see cref="RunLimitException"/>; they change no result. Nodes: <see cref="Strategies.StrategyJson.MostNodes"/>.</summary>
public sealed record RunLimits
{
    /// <summary>Bars of a series, those before the start too.</summary>
    public int Bars { get; init; } = 20_000_000;
    /// <summary>Orders of an instrument, with those of its stops and targets.</summary>
    public int Orders { get; init; } = 5_000_000;
    /// <summary>Whoever starts the run watches it, as <see cref="Memory"/>.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromHours(1);
    /// <summary>Bytes that the process holds while it runs.</summary>
    public long Memory { get; init; } = 8L << 30;

    /// <summary>Runs; money that outgrows its digits is a limit too.</summary>
    /// <exception cref="RunLimitException">It did.</exception>
    internal static T WithinDigits<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (OverflowException)
        {
            throw RunLimitException.Money();
        }
        catch (AggregateException e) when (e.InnerException is OverflowException or RunLimitException) // of the workers of a sweep
        {
            throw e.InnerException as RunLimitException ?? RunLimitException.Money();
        }
    }
}

/// <summary>A run took more than it may; <see cref="Problem"/> names the limit.</summary>
public sealed class RunLimitException(Problem problem) : Exception(problem.Message.En)
{
    public Problem Problem { get; } = problem;

    public static RunLimitException UsedUp(TimeSpan most) => Of("time", $"The run took more than {most.TotalSeconds:0.#} s.", $"Прогон занял больше {most.TotalSeconds:0.#} с.");

    public static RunLimitException UsedUp(long most) => Of("memory", $"The run needs more than {most >> 20} MiB of memory.", $"Прогону нужно больше {most >> 20} МиБ памяти.");

    internal static RunLimitException Money() => Of("money", $"The money of the run grew beyond 28 digits.", $"Деньги прогона выросли за 28 знаков.");

    internal static RunLimitException Orders(int most) => Of("orders", $"The run sent more than {most} orders.", $"Прогон послал больше {most} заявок.");

    internal static Problem Bars(string symbol, int bars, int most) =>
        Of("bars", $"{symbol} has {bars} bars; a run may have {most}.", $"У {symbol} {bars} баров; в прогоне может быть {most}.").Problem;

    private static RunLimitException Of(string what, FormattableString en, FormattableString ru) =>
        new(new Problem(Severity.Error, "limit-" + what, "", new Text(FormattableString.Invariant(en), FormattableString.Invariant(ru))));
}
