using TradeForge.Core.Market;
using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>latch, counter, cooldown, once-per-day: conditions with a memory. A bar that is not known is no event: the memory stays as it was.</summary>
internal static class MemoryNodes
{
    public static NodeDescriptor Latch { get; } = new(
        "latch", NodeGroup.Logic, new("Latch", "Защёлка"),
        new("Becomes true with set and false with reset, which wins, and stays so in between.", "Становится истиной по set и ложью по reset (он важнее) и сохраняет значение между ними."),
        "toggle_on",
        [new("set", new("Set", "Установка"), PortKind.Condition), new("reset", new("Reset", "Сброс"), PortKind.Condition)], [Ports.Result], [])
    {
        CreateStep = _ => new LatchStep(),
        Say = p => new($"once {p.Input(0).En}, for as long as not yet {p.Input(1).En}", $"с момента, когда {p.Input(0).Ru}, и до момента, когда {p.Input(1).Ru}"),
    };

    public static NodeDescriptor Counter { get; } = new(
        "counter", NodeGroup.Logic, new("Counter", "Счётчик"),
        new("How many of the last bars were true.", "На скольких из последних баров условие было истинно."),
        "tag", [Ports.In], [Ports.Value], [Ports.Bars()])
    {
        CreateStep = v => new CounterStep(v.Integer("bars")),
        WarmUp = v => v.Integer("bars") - 1,
        Say = p => new($"the number of bars among the last {p.Number("bars")} on which {p.Input(0).En}", $"число баров среди последних {p.Number("bars")}, на которых {p.Input(0).Ru}"),
    };

    public static NodeDescriptor Cooldown { get; } = new(
        "cooldown", NodeGroup.Logic, new("Cool-down", "Пауза"),
        new("Passes a true on and is then false for a number of bars.", "Пропускает истину, а затем остаётся ложью заданное число баров."),
        "ac_unit", [Ports.In], [Ports.Result], [Ports.Bars()])
    {
        CreateStep = v => new CooldownStep(v.Integer("bars")),
        WarmUp = v => v.Integer("bars"),
        Say = p => new($"{p.Input(0).En}, followed by a pause of {Counted.Bars(p.Values.Number("bars")).En}", $"{p.Input(0).Ru}, после чего пауза {Counted.Bars(p.Values.Number("bars")).Ru}"),
    };

    public static NodeDescriptor OncePerDay { get; } = new(
        "once-per-day", NodeGroup.Logic, new("Once per day", "Раз в день"),
        new("Passes on only the first true of each day by the clock of the exchange (UTC where none is named).", "Пропускает только первую истину каждого дня по часам биржи (UTC, если биржа не названа)."),
        "today", [Ports.In], [Ports.Result], [])
    {
        CreateStep = _ => new OncePerDayStep(),
        Say = p => new($"{p.Input(0).En}, for the first time that day", $"{p.Input(0).Ru}, впервые за день"),
    };
}

internal sealed class LatchStep : Step
{
    private byte _state = Kleene.F;

    public override void Run(StepFrame frame, int from, int to)
    {
        ReadOnlySpan<byte> set = frame.Truths(0), reset = frame.Truths(1);
        var result = frame.TruthResult;
        for (var i = from; i < to; i++)
        {
            result[i] = Kleene.And(Kleene.Not(reset[i]), Kleene.Or(set[i], _state));
            if (result[i] != Kleene.U) _state = result[i];
        }
    }
}

internal sealed class CounterStep(int bars) : Step
{
    private int _true, _lastUnknown = -1; // the bar before the first is not known

    public override void Run(StepFrame frame, int from, int to)
    {
        var input = frame.Truths(0);
        var result = frame.Result;
        for (var i = from; i < to; i++)
        {
            if (input[i] == Kleene.T) _true++;
            if (i >= bars && input[i - bars] == Kleene.T) _true--;
            if (input[i] == Kleene.U) _lastUnknown = i;
            result[i] = _lastUnknown > i - bars ? double.NaN : _true;
        }
    }
}

internal sealed class CooldownStep(int bars) : Step
{
    private int _quietUntil = -1;

    public override void Run(StepFrame frame, int from, int to)
    {
        var input = frame.Truths(0);
        var result = frame.TruthResult;
        for (var i = from; i < to; i++)
        {
            result[i] = i <= _quietUntil ? Kleene.F : input[i];
            if (result[i] == Kleene.T) _quietUntil = i + bars;
        }
    }
}

internal sealed class OncePerDayStep : Step
{
    private TradingDays? _days;
    private int _passed = int.MinValue;

    public override void Run(StepFrame frame, int from, int to)
    {
        var days = _days ?? new TradingDays(frame.Calendar, frame.Chunk.Timeframe);
        var input = frame.Truths(0);
        var times = frame.Chunk.Times;
        var result = frame.TruthResult;
        for (var i = from; i < to; i++)
        {
            var day = days.Of(times[i - frame.ChunkStart]);
            result[i] = day == _passed ? Kleene.F : input[i];
            if (result[i] == Kleene.T) _passed = day;
        }
        _days = days;
    }
}
