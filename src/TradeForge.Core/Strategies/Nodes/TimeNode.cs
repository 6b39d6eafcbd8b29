namespace TradeForge.Core.Strategies.Nodes;

/// <summary>time: a part of the bar's start in UTC, taken from the candle and never from a clock (golden rule G16).</summary>
internal static class TimeNode
{
    private static readonly Dictionary<string, Text> Names = new(StringComparer.Ordinal)
    {
        ["hour"] = new("hour", "час"),
        ["minute"] = new("minute", "минута"),
        ["weekday"] = new("weekday", "день недели"),
        ["day"] = new("day of the month", "день месяца"),
        ["month"] = new("month", "месяц"),
    };

    public static NodeDescriptor Descriptor { get; } = new(
        "time", NodeGroup.Data, new("Time", "Время"),
        new("The hour, minute, weekday (1 = Monday … 7 = Sunday), day or month in which the bar starts, in UTC.", "Час, минута, день недели (1 — понедельник … 7 — воскресенье), день или месяц начала бара по UTC."),
        "schedule", [], [Ports.Value],
        [NodeParameter.Choice("part", new("Part", "Часть"), "hour", "minute", "weekday", "day", "month")])
    {
        CreateStep = v => new TimeStep(v.Word("part")),
        Say = p => Names[p.Values.Word("part")],
    };
}

internal sealed class TimeStep(string part) : Step
{
    public override void Run(StepFrame frame, int from, int to)
    {
        var times = frame.Chunk.Times;
        var result = frame.Result;
        for (var i = from; i < to; i++)
        {
            var time = DateTimeOffset.FromUnixTimeMilliseconds(times[i - frame.ChunkStart]);
            result[i] = part switch
            {
                "hour" => time.Hour,
                "minute" => time.Minute,
                "weekday" => time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek,
                "day" => time.Day,
                _ => time.Month,
            };
        }
    }
}
