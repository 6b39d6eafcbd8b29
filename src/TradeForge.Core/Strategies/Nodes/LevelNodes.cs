using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>threshold and between: a series against fixed levels.</summary>
internal static class LevelNodes
{
    private const double Most = 1e15;

    public static NodeDescriptor Threshold { get; } = new(
        "threshold", NodeGroup.Condition, new("Threshold", "Порог"),
        new("True from the moment the source exceeds the level until it falls below the level minus the hysteresis.", "Истина с момента, когда источник превысит уровень, до падения ниже уровня минус гистерезис."),
        "stairs", [Ports.Source], [Ports.Result],
        [
            NodeParameter.Number("level", new("Level", "Уровень"), double.NaN, -Most, Most),
            NodeParameter.Number("hysteresis", new("Hysteresis", "Гистерезис"), double.NaN, 0, Most),
        ])
    {
        CreateStep = v => new ThresholdStep(v.Number("level"), v.Number("hysteresis")),
        Say = p =>
        {
            var (level, hysteresis) = (p.Values.Number("level"), p.Values.Number("hysteresis"));
            var low = Counted.Number(level - hysteresis);
            return new(
                $"{p.Input(0).En} is above {p.Number("level")}{(hysteresis > 0 ? $", counted until it falls below {low}" : "")}",
                $"{p.Input(0).Ru} выше {p.Number("level")}{(hysteresis > 0 ? $", считая до падения ниже {low}" : "")}");
        },
    };

    public static NodeDescriptor Between { get; } = new(
        "between", NodeGroup.Condition, new("Between", "Между"),
        new("True while the source lies between two levels, the ends included.", "Истина, пока источник между двумя уровнями, включая концы."),
        "unfold_less", [Ports.Source], [Ports.Result],
        [
            NodeParameter.Number("low", new("Low", "Низ"), double.NaN, -Most, Most),
            NodeParameter.Number("high", new("High", "Верх"), double.NaN, -Most, Most),
        ])
    {
        CreateStep = v => new BetweenStep(v.Number("low"), v.Number("high")),
        Say = p => new($"{p.Input(0).En} is between {p.Number("low")} and {p.Number("high")}", $"{p.Input(0).Ru} между {p.Number("low")} и {p.Number("high")}"),
    };
}

/// <summary>A bar that is not known gives unknown and leaves the state as it was.</summary>
internal sealed class ThresholdStep(double level, double hysteresis) : Step
{
    private bool _over;

    public override void Run(StepFrame frame, int from, int to)
    {
        var source = frame.Numbers(0);
        var result = frame.TruthResult;
        for (var i = from; i < to; i++)
        {
            if (source[i] > level) _over = true;
            else if (source[i] < level - hysteresis) _over = false;
            result[i] = double.IsNaN(source[i]) ? Kleene.U : _over ? Kleene.T : Kleene.F;
        }
    }
}

internal sealed class BetweenStep(double low, double high) : Step
{
    public override int LooksBack => 0;

    public override void Run(StepFrame frame, int from, int to)
    {
        var source = frame.Numbers(0);
        var result = frame.TruthResult;
        for (var i = from; i < to; i++) result[i] = double.IsNaN(source[i]) ? Kleene.U : source[i] >= low && source[i] <= high ? Kleene.T : Kleene.F;
    }
}
