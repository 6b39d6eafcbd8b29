using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>highest, lowest, change: over the last bars, this one included; not known until there are enough of them.</summary>
internal static class WindowNodes
{
    public static NodeDescriptor Highest { get; } = Make("highest", new("Highest", "Наибольшее"),
        new("The highest value of the source in the last bars, this one included.", "Наибольшее значение источника за последние бары, включая текущий."),
        "north", new("the highest {0} of {1}", "наибольшее значение {0} за {1}"), v => new ExtremeStep<GreaterOrEqual>(v.Integer("bars")), v => v.Integer("bars") - 1);

    public static NodeDescriptor Lowest { get; } = Make("lowest", new("Lowest", "Наименьшее"),
        new("The lowest value of the source in the last bars, this one included.", "Наименьшее значение источника за последние бары, включая текущий."),
        "south", new("the lowest {0} of {1}", "наименьшее значение {0} за {1}"), v => new ExtremeStep<LessOrEqual>(v.Integer("bars")), v => v.Integer("bars") - 1);

    public static NodeDescriptor Change { get; } = Make("change", new("Change", "Изменение"),
        new("The source minus its value a number of bars ago.", "Источник минус его значение несколько баров назад."),
        "change_history", new("the change of {0} over {1}", "изменение {0} за {1}"), v => new ChangeStep(v.Integer("bars")), v => v.Integer("bars"));

    private static NodeDescriptor Make(string type, Text name, Text help, string icon, Text words, Func<NodeValues, Step> create, Func<NodeValues, int> warmUp) =>
        new(type, NodeGroup.Math, name, help, icon, [Ports.Source], [Ports.Value], [Ports.Bars()])
        {
            CreateStep = create,
            WarmUp = warmUp,
            Say = p =>
            {
                var bars = Counted.Bars(p.Values.Number("bars"));
                return new(string.Format(null, words.En, p.Input(0).En, bars.En), string.Format(null, words.Ru, RussianCase.Genitive(p.Input(0).Ru), bars.Ru));
            },
        };
}

/// <summary>A queue of bars whose values may still become the extreme: each bar enters and leaves once.</summary>
internal sealed class ExtremeStep<TBeats>(int bars) : Step where TBeats : struct, IRelation
{
    private int[] _queue = new int[Math.Min(bars + 1, 256)];
    private int _head, _count, _lastUnknown = -1; // the bar before the first is not known

    public override void Run(StepFrame frame, int from, int to)
    {
        var source = frame.Numbers(0);
        var result = frame.Result;
        for (var i = from; i < to; i++)
        {
            if (double.IsNaN(source[i])) _lastUnknown = i;
            else Push(source, i);
            if (_count > 0 && At(0) <= i - bars) Drop();
            result[i] = _lastUnknown > i - bars ? double.NaN : source[At(0)];
        }
    }

    private void Push(ReadOnlySpan<double> source, int bar)
    {
        while (_count > 0 && TBeats.Holds(source[bar], source[At(_count - 1)])) _count--;
        if (_count == _queue.Length) Grow();
        _queue[(_head + _count++) % _queue.Length] = bar;
    }

    private void Drop()
    {
        _head = (_head + 1) % _queue.Length;
        _count--;
    }

    private int At(int index) => _queue[(_head + index) % _queue.Length];

    private void Grow()
    {
        var bigger = new int[2 * _queue.Length];
        for (var i = 0; i < _count; i++) bigger[i] = At(i);
        (_queue, _head) = (bigger, 0);
    }
}

internal sealed class ChangeStep(int bars) : Step
{
    public override void Run(StepFrame frame, int from, int to)
    {
        var source = frame.Numbers(0);
        var result = frame.Result;
        for (var i = from; i < to; i++) result[i] = i < bars ? double.NaN : source[i] - source[i - bars];
    }
}
