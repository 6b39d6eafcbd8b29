using TradeForge.Core.Metrics;

namespace TradeForge.Web.Features.Result;

/// <summary>A metric as its definition says it is shown.</summary>
public static class MetricFigure
{
    public static Figure Of(MetricDefinition metric, double? value) => metric.Format switch
    {
        MetricFormat.Money => Figure.Number(value),
        MetricFormat.Percent => metric.HigherIsBetter is null ? Figure.Percent(value) : Figure.GainPercent(value),
        MetricFormat.Days => Figure.Number(value, 1),
        MetricFormat.Count => Figure.Count(value),
        _ => Figure.Number(value, 3),
    };
}
