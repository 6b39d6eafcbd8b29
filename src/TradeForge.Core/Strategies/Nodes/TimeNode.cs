using TradeForge.Core.Market;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>time: a part of the bar's start by the exchange's clock, taken from the candle and never from the wall clock (golden rule G16).</summary>
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
        new("The hour, minute, weekday (1 = Monday … 7 = Sunday), day or month in which the bar starts, by the clock of the exchange (UTC where none is named).",
            "Час, минута, день недели (1 — понедельник … 7 — воскресенье), день или месяц начала бара по часам биржи (UTC, если биржа не названа)."),
        "schedule", [], [Ports.Value],
        [NodeParameter.Choice("part", new("Part", "Часть"), "hour", "minute", "weekday", "day", "month")])
    {
        CreateStep = v => new TimeStep(v.Word("part")),
        Say = p => Names[p.Values.Word("part")],
    };

    /// <summary>1 = Monday … 7 = Sunday of a day since 1970-01-01, which was a Thursday.</summary>
    public static int Weekday(long day) => (int)(((day + 3) % 7 + 7) % 7) + 1;
}

internal sealed class TimeStep(string part) : Step
{
    private const long Minute = 60_000, Hour = 60 * Minute, Day = 24 * Hour;
    private LocalClock? _clock;

    public override void Run(StepFrame frame, int from, int to)
    {
        var clock = _clock ?? new LocalClock(frame.Calendar, frame.Chunk.Timeframe);
        var times = frame.Chunk.Times[(from - frame.ChunkStart)..];
        var result = frame.Result[from..to];
        for (var i = 0; i < result.Length; i++) result[i] = Part(clock.Of(times[i]));
        _clock = clock;
    }

    private double Part(long local)
    {
        var day = TradingCalendar.Floor(local, Day);
        return part switch
        {
            "hour" => (local - (day * Day)) / Hour,
            "minute" => (local - (day * Day)) / Minute % 60,
            "weekday" => TimeNode.Weekday(day),
            "day" => TradingCalendar.DateOfDay(day).Day,
            _ => TradingCalendar.DateOfDay(day).Month,
        };
    }
}
