namespace TradeForge.Core.Strategies;

/// <summary>What flows through a wire: a number per bar, a truth value per bar, or a way of sizing.</summary>
public enum PortKind { Series, Condition, Size }

/// <summary>Sections of the palette, in its order.</summary>
public enum NodeGroup { Data, Indicators, Math, Condition, Logic, Position, Action, Risk, Sizing, Portfolio, Editing }

/// <summary>The parts of a strategy that people draw apart.</summary>
public enum StrategySection { Entry, Exit, Risk }

/// <summary>An input of a node type.</summary>
/// <param name="Handle">Its name in the strategy JSON.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Optional">It may stay unconnected; a <c>source</c> is then the close (hl2 for a few indicators).</param>
public sealed record InputPort(string Handle, Text Label, PortKind Kind, bool Optional = false);

/// <summary>An output of a node type.</summary>
/// <param name="Handle">Its name in the strategy JSON.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Kind">What it gives.</param>
/// <param name="ChartOnly">It looks ahead: a wire from it is refused (golden rule G12).</param>
public sealed record OutputPort(string Handle, Text Label, PortKind Kind, bool ChartOnly = false);

public enum ParameterKind { Number, Choice, Text }

/// <summary>A parameter of a node type: a number in a range, one of some words, or a text.</summary>
/// <param name="Name">camelCase, as in the strategy JSON.</param>
/// <param name="Label">For forms.</param>
/// <param name="Kind">Number, choice or text.</param>
public sealed record NodeParameter(string Name, Text Label, ParameterKind Kind)
{
    /// <summary>Number used where the graph says nothing; NaN = the graph must say it.</summary>
    public double Default { get; init; } = double.NaN;
    public double Min { get; init; } = double.NegativeInfinity;
    public double Max { get; init; } = double.PositiveInfinity;
    /// <summary>The smallest number itself is not allowed: above <see cref="Min"/>.</summary>
    public bool AboveMin { get; init; }
    public bool IsInteger { get; init; }
    /// <summary>The words that may be chosen; <see cref="Default"/> is the index of the default. Their labels: <see cref="WordLabels"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
    /// <summary>What a text may be; null = anything. An empty text counts as not given then.</summary>
    public TextForm? Form { get; init; }
    /// <summary>The graph need not say it although there is no default (a value that only some kinds use).</summary>
    public bool MayBeMissing { get; init; }
    /// <summary>The graph must say it.</summary>
    public bool Required => !MayBeMissing && (Kind == ParameterKind.Number ? double.IsNaN(Default) : Form is not null);

    public static NodeParameter Number(string name, Text label, double fallback, double min, double max, bool integer = false) =>
        new(name, label, ParameterKind.Number) { Default = fallback, Min = min, Max = max, IsInteger = integer };

    public static NodeParameter Formed(string name, Text label, TextForm form, bool optional = false) =>
        new(name, label, ParameterKind.Text) { Form = form, MayBeMissing = optional };

    public static NodeParameter Choice(string name, Text label, params string[] words) =>
        new(name, label, ParameterKind.Choice) { Choices = words, Default = 0 };
}

/// <summary>The form of a text parameter.</summary>
/// <param name="Wanted">Completes "must be …".</param>
/// <param name="Read">The one spelling of a text of this form, or null.</param>
public sealed record TextForm(Text Wanted, Func<string, string?> Read);

/// <summary>Everything there is to know about a node type; palette, forms, help, validation and compiler read it and nothing else.</summary>
/// <param name="Type">kebab-case, the <c>type</c> in the strategy JSON.</param>
/// <param name="Group">Section of the palette.</param>
/// <param name="Name">Customary name.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Icon">Name of a Material icon.</param>
/// <param name="Inputs">In the order of the drawn block.</param>
/// <param name="Outputs">In the order of the drawn block.</param>
/// <param name="Parameters">In the order of forms.</param>
public sealed record NodeDescriptor(
    string Type, NodeGroup Group, Text Name, Text Help, string Icon,
    IReadOnlyList<InputPort> Inputs, IReadOnlyList<OutputPort> Outputs, IReadOnlyList<NodeParameter> Parameters)
{
    /// <summary>It takes any number of its inputs, but at least one (and, or, xor).</summary>
    public bool AnyInputs { get; init; }

    /// <summary>The part of a strategy that ends in this node; null for a node that only leads to others.</summary>
    public StrategySection? Section => Group switch
    {
        NodeGroup.Action => Nodes.ActionNodes.IsExit(this) ? StrategySection.Exit : StrategySection.Entry,
        NodeGroup.Risk or NodeGroup.Sizing or NodeGroup.Portfolio => StrategySection.Risk,
        _ => null,
    };

    /// <summary>What the node computes; null for actions, risk rules, sizes and notes.</summary>
    internal Func<NodeValues, Step>? CreateStep { get; init; }

    /// <summary>Bars that the node adds to the warm-up of its inputs (golden rule G10).</summary>
    internal Func<NodeValues, int> WarmUp { get; init; } = _ => 0;

    /// <summary>What is wrong with a node beyond its single parameters and ports.</summary>
    internal Func<CheckedNode, IEnumerable<Problem>> Check { get; init; } = _ => [];

    /// <summary>The node in words, given the words of its inputs by position (null = not connected) and the output asked for.</summary>
    internal Func<Phrase, Text> Say { get; init; } = p => p.Descriptor.Name;

    /// <summary>The value hangs on the open position, so it is known only while a run goes on.</summary>
    internal bool ReadsPosition { get; init; }

    /// <summary>Raw column of the candles that the node passes on, if it is one.</summary>
    internal Func<NodeValues, PriceField?> RawField { get; init; } = _ => null;

    /// <summary>Name of the column given with the run that the node reads; null = none.</summary>
    internal Func<NodeValues, string?> ReadsColumn { get; init; } = _ => null;

    /// <summary>What an unconnected <c>source</c> means.</summary>
    internal PriceField DefaultSource { get; init; } = PriceField.Close;

    /// <summary>What an input means when nothing is wired into it, in words; null where it then means nothing.</summary>
    public Text? Unwired(InputPort input) => input.Handle == "source" && input.Optional ? Nodes.PriceNode.Name(DefaultSource) : null;

    /// <summary>It may be computed on another symbol or timeframe.</summary>
    internal bool PicksSeries => Parameters.Any(p => p.Name == "timeframe");

    internal int IndexOfInput(string handle) => IndexOf(Inputs, p => p.Handle == handle);
    internal int IndexOfOutput(string handle) => IndexOf(Outputs, p => p.Handle == handle);

    private static int IndexOf<T>(IReadOnlyList<T> items, Func<T, bool> matches)
    {
        for (var i = 0; i < items.Count; i++)
            if (matches(items[i])) return i;
        return -1;
    }
}

/// <summary>What a node needs to put itself into words.</summary>
internal readonly record struct Phrase(NodeDescriptor Descriptor, NodeValues Values, IReadOnlyList<Text?> Inputs, string Output)
{
    public Text Input(int index) => Inputs[index] ?? new Text("[not wired yet]", "[ещё не подключено]");
    public string Number(string name) => Reading.Counted.Number(Values.Number(name));
}
