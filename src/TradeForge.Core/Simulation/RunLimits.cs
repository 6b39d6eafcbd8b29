namespace TradeForge.Core.Simulation;

/// <summary>How much one run may take. What is reached ends it with a <see cref="RunLimitException"/>; they change no result. Nodes: <see cref="Strategies.StrategyJson.MostNodes"/>.</summary>
public sealed record RunLimits
{
    /// <summary>Bars of a series, those before the start too.</summary>
    public int Bars { get; init; } = 20_000_000;
    /// <summary>Orders of an instrument, with those of its stops and targets.</summary>
    public int Orders { get; init; } = 5_000_000;
    public TimeSpan Time { get; init; } = TimeSpan.FromHours(1);
    /// <summary>Bytes that the process holds while it runs.</summary>
    public long Memory { get; init; } = 8L << 30;

    /// <summary>Runs with a token that is cancelled as well when time or memory is used up.</summary>
    /// <exception cref="RunLimitException">A limit was reached.</exception>
    internal T Within<T>(CancellationToken cancellationToken, Func<CancellationToken, T> run)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (started, reached) = (TimeProvider.System.GetTimestamp(), (RunLimitException?)null);
        using var watch = TimeProvider.System.CreateTimer(_ => Look(), null, Step, Step);
        try
        {
            Look();
            return run(stop.Token);
        }
        catch (OperationCanceledException) when (reached is not null && !cancellationToken.IsCancellationRequested)
        {
            throw reached;
        }
        catch (OverflowException)
        {
            throw RunLimitException.Money();
        }

        void Look()
        {
            if (TimeProvider.System.GetElapsedTime(started) >= Time) reached = RunLimitException.Time(Time);
            else if (GC.GetTotalMemory(forceFullCollection: false) >= Memory) reached = RunLimitException.Memory(Memory);
            if (reached is null) return;
            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException) { } // the run has just ended
        }
    }

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
}

/// <summary>A run took more than it may; <see cref="Problem"/> names the limit.</summary>
public sealed class RunLimitException(Problem problem) : Exception(problem.Message.En)
{
    public Problem Problem { get; } = problem;

    internal static RunLimitException Time(TimeSpan most) => Of("time", $"The run took more than {most.TotalSeconds:0.#} s.", $"Прогон занял больше {most.TotalSeconds:0.#} с.");

    internal static RunLimitException Memory(long most) => Of("memory", $"The run needs more than {most >> 20} MiB of memory.", $"Прогону нужно больше {most >> 20} МиБ памяти.");

    internal static RunLimitException Money() => Of("money", $"The money of the run grew beyond 28 digits.", $"Деньги прогона выросли за 28 знаков.");

    internal static RunLimitException Orders(int most) => Of("orders", $"The run sent more than {most} orders.", $"Прогон послал больше {most} заявок.");

    internal static Problem Bars(string symbol, int bars, int most) =>
        Of("bars", $"{symbol} has {bars} bars; a run may have {most}.", $"У {symbol} {bars} баров; в прогоне может быть {most}.").Problem;

    private static RunLimitException Of(string what, FormattableString en, FormattableString ru) =>
        new(new Problem(Severity.Error, "limit-" + what, "", new Text(FormattableString.Invariant(en), FormattableString.Invariant(ru))));
}
