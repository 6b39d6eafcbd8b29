using System.Text;

namespace TradeForge.Core.Market.Import;

/// <summary>Finds the layout of the stamps of a sample of rows.</summary>
internal static class StampSample
{
    private static readonly long Earliest = new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly long Latest = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <param name="Layout">The layout tried.</param>
    /// <param name="Local">Local clocks of the rows that could be read, in the order of the file.</param>
    /// <param name="Failures">Rows that could not.</param>
    /// <param name="Turns">Neighbours against the main direction of time.</param>
    /// <param name="Step">Middle distance of neighbours.</param>
    public sealed record Reading(StampLayout Layout, IReadOnlyList<long> Local, int Failures, int Turns, long Step);

    /// <summary>Every layout that reads at least one row, the most plausible first: fewest failures, then time in one direction, then the smallest step;
    /// with points between the numbers rather the day first.</summary>
    public static IReadOnlyList<Reading> Rank(IReadOnlyList<(string Stamp, string Clock)> rows, StampLayout? only) =>
        [.. Enum.GetValues<StampLayout>().Where(l => only is null || l == only).Select(l => Read(l, rows)).Where(r => r.Local.Count > 0)
            .OrderBy(r => r.Failures).ThenBy(r => r.Turns).ThenBy(r => r.Step)
            .ThenBy(r => r.Layout == StampLayout.DayFirst && rows[0].Stamp.Contains('.', StringComparison.Ordinal) ? StampLayout.MonthFirst - 1 : r.Layout)];

    private static Reading Read(StampLayout layout, IReadOnlyList<(string Stamp, string Clock)> rows)
    {
        var reader = new StampReader(layout, TimeZoneInfo.Utc, datesOnly: false);
        var local = new List<long>(rows.Count);
        foreach (var (stamp, clock) in rows)
        {
            if (!reader.TryLocal(Encoding.UTF8.GetBytes(stamp), out var time, out _)) continue;
            if (clock.Length > 0)
            {
                if (!StampClock.TryRead(Encoding.UTF8.GetBytes(clock), out var ofDay, out _)) continue;
                time += ofDay;
            }
            if (time >= Earliest && time < Latest) local.Add(time);
        }
        var steps = local.Zip(local.Skip(1), (a, b) => b - a).Where(s => s != 0).ToList();
        var back = steps.Count(s => s < 0);
        var sizes = steps.Select(Math.Abs).Order().ToList();
        return new Reading(layout, local, rows.Count - local.Count, Math.Min(back, steps.Count - back), sizes.Count > 0 ? sizes[sizes.Count / 2] : 0);
    }
}
