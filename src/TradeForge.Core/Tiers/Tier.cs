using System.Globalization;

namespace TradeForge.Core.Tiers;

/// <summary>What one user may have; 0 never means "no limit".</summary>
/// <param name="Name">For people.</param>
public sealed record Tier(Text Name)
{
    /// <summary>Bars of one run, summed over its instruments.</summary>
    public long BarsPerRun { get; init; } = 20_000_000;
    /// <summary>Instruments of one run.</summary>
    public int InstrumentsPerRun { get; init; } = 500;
    /// <summary>Runs that wait or work at the same time.</summary>
    public int RunsAtOnce { get; init; } = 50;
    /// <summary>Strategies; those in the trash do not count.</summary>
    public int Strategies { get; init; } = 5_000;
    /// <summary>Runs compared on one page.</summary>
    public int RunsPerComparison { get; init; } = 10;

    /// <summary>Of an installation of one's own: generous, and still no way to fill a machine by mistake.</summary>
    public static Tier SelfHosted { get; } = new(new Text("self-hosted", "своя установка"));

    /// <summary>Everything that the tier refuses, at once, with how much it would allow; none when the request may be done.</summary>
    /// <param name="usage">What the user has now.</param>
    /// <param name="request">What is asked for on top of it.</param>
    public IReadOnlyList<Problem> Check(TierUsage usage, TierRequest request)
    {
        var problems = new List<Problem>();
        Most("bars", "bars-limit", request.Bars, BarsPerRun, new("bars of one run", "баров в одном прогоне"));
        Most("instruments", "instruments-limit", request.Instruments, InstrumentsPerRun, new("instruments of one run", "инструментов в одном прогоне"));
        Most("runs", "runs-limit", request.Runs == 0 ? 0 : usage.ActiveRuns + request.Runs, RunsAtOnce, new("runs at once", "прогонов одновременно"));
        Most("strategies", "strategies-limit", request.Strategies == 0 ? 0 : usage.Strategies + request.Strategies, Strategies, new("strategies", "стратегий"));
        Most("compared", "comparison-limit", request.Compared, RunsPerComparison, new("runs of one comparison", "прогонов в одном сравнении"));
        return problems;

        void Most(string path, string code, long asked, long allowed, Text what)
        {
            if (asked <= allowed) return;
            problems.Add(new Problem(Severity.Error, code, path, new Text(
                $"The tier \"{Name.En}\" limits {what.En}: at most {Count(allowed)} allowed, this would be {Count(asked)}.",
                $"Тариф «{Name.Ru}» ограничивает число {what.Ru}: можно не больше {Count(allowed)}, а было бы {Count(asked)}.")));
        }
    }

    private static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');
}

/// <summary>What a user has at the moment.</summary>
/// <param name="ActiveRuns">Runs that wait or work.</param>
/// <param name="Strategies">Strategies outside the trash.</param>
public sealed record TierUsage(int ActiveRuns = 0, int Strategies = 0);

/// <summary>What a user asks for; what is left out is not asked for.</summary>
/// <param name="Runs">More runs at the same time.</param>
/// <param name="Bars">Bars of one run over all its instruments.</param>
/// <param name="Instruments">Instruments of one run.</param>
/// <param name="Compared">Runs on one page of comparison.</param>
/// <param name="Strategies">More strategies.</param>
public sealed record TierRequest(int Runs = 0, long Bars = 0, int Instruments = 0, int Compared = 0, int Strategies = 0);
