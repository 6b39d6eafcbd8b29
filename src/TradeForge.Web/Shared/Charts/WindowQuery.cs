using System.Globalization;
using TradeForge.Core;

namespace TradeForge.Web.Shared.Charts;

/// <summary>What a chart asks for: bars that start in [From, To], in at most Max pieces.</summary>
public sealed record WindowQuery(DateTimeOffset From, DateTimeOffset To, int Max)
{
    private const int Fewest = 1, Most = 10_000, Usual = 4_000;

    /// <summary>Reads <c>from</c>, <c>to</c> (ISO-8601, UTC where no zone is given; both may be left out) and <c>max</c>; finds every problem at once.</summary>
    public static (WindowQuery? Query, IReadOnlyList<Problem> Problems) Read(string? from, string? to, string? max)
    {
        var problems = new List<Problem>();
        var start = Time("from", from, DateTimeOffset.UnixEpoch, problems);
        var end = Time("to", to, DateTimeOffset.FromUnixTimeSeconds(uint.MaxValue), problems);
        var count = Usual;
        if (max is not null && (!int.TryParse(max, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < Fewest or > Most))
            problems.Add(Error("max-out-of-range", "max", $"max is '{max}'; give a whole number from {Fewest} to {Most}.", $"max равно '{max}'; нужно целое число от {Fewest} до {Most}."));
        if (problems.Count == 0 && start > end)
            problems.Add(Error("range-reversed", "from", $"from {from} is after to {to}.", $"from {from} позже, чем to {to}."));
        return problems.Count == 0 ? (new WindowQuery(start, end, count), problems) : (null, problems);
    }

    private static DateTimeOffset Time(string name, string? text, DateTimeOffset fallback, List<Problem> problems)
    {
        if (string.IsNullOrEmpty(text)) return fallback;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time >= DateTimeOffset.UnixEpoch) return time;
        problems.Add(Error("not-a-time", name, $"{name} is '{text}'; give a time such as 2024-03-01T10:00:00Z, not before 1970.", $"{name} равно '{text}'; нужно время вида 2024-03-01T10:00:00Z, не раньше 1970 года."));
        return fallback;
    }

    private static Problem Error(string code, string path, string en, string ru) => new(Severity.Error, code, path, new Text(en, ru));
}
