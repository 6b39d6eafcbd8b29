using TradeForge.Core.Simulation;

namespace TradeForge.Web.Features.Result.Performance;

/// <summary>What is held at the end of each day, in percent of the equity.</summary>
public static class ExposureDays
{
    /// <summary>Of each day (UTC) the last point of the equity curve; days without equity are left out.</summary>
    public static IReadOnlyList<(DateOnly Day, double Percent)> Of(BacktestResult result)
    {
        var days = new List<(DateOnly Day, double Percent)>();
        foreach (var point in result.Equity)
        {
            if (point.Equity <= 0) continue;
            var row = (DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(point.Time).UtcDateTime), 100 * (double)(point.Exposure / point.Equity));
            if (days.Count > 0 && days[^1].Day == row.Item1) days[^1] = row;
            else days.Add(row);
        }

        return days;
    }
}
