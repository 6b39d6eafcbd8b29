using System.Globalization;
using System.Text;
using TradeForge.Core.Market;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>enter-long, enter-short, exit-long, exit-short: what the trading session does when a condition is true.</summary>
internal static class ActionNodes
{
    /// <summary>Most entries that one node may stack up in a position.</summary>
    private const int MostEntries = 100;
    private static readonly string[] OrderTypes = ["market", "limit", "stop", "stop-limit", "market-on-close"];
    private static readonly string[] TimesInForce = ["gtc", "day", "ioc", "fok", "gtd"];

    /// <summary>When an order good till a date ends: part of the format together with the word gtd.</summary>
    public static NodeParameter Until { get; } = NodeParameter.Formed("until", new("Until", "До"), new(
        new("a date or time such as 2024-03-01 or 2024-03-01T10:00Z", "дата или время вида 2024-03-01 или 2024-03-01T10:00Z"), ReadTime), optional: true);

    /// <summary>How many bars an order works; 0 = no limit.</summary>
    public static NodeParameter ValidBars { get; } = NodeParameter.Number("validBars", new("Valid for, bars (0 = no limit)", "Действует, баров (0 — без предела)"), 0, 0, 100_000, integer: true);

    public static NodeDescriptor EnterLong { get; } = Enter("enter-long", new("Enter long", "Купить"),
        new("Buys while the condition is true and no long position is open.", "Покупает, пока условие истинно и длинной позиции нет."), "login");

    public static NodeDescriptor EnterShort { get; } = Enter("enter-short", new("Enter short", "Продать в короткую"),
        new("Sells short while the condition is true and no short position is open.", "Продаёт в короткую, пока условие истинно и короткой позиции нет."), "south_east");

    public static NodeDescriptor ExitLong { get; } = Exit("exit-long", new("Exit long", "Закрыть длинную"),
        new("Closes the long position when the condition is true.", "Закрывает длинную позицию, когда условие истинно."), "logout");

    public static NodeDescriptor ExitShort { get; } = Exit("exit-short", new("Exit short", "Закрыть короткую"),
        new("Closes the short position when the condition is true.", "Закрывает короткую позицию, когда условие истинно."), "north_east");

    private static NodeDescriptor Enter(string type, Text name, Text help, string icon) => new(
        type, NodeGroup.Action, name, help, icon, [Ports.When, Ports.Limit, Ports.Stop, Ports.Size], [],
        [
            OrderType, TimeInForce, Until, ValidBars,
            NodeParameter.Choice("onOpposite", new("Opposite position", "Встречная позиция"), "reverse", "block"),
            NodeParameter.Number("pyramiding", new("Most entries", "Наибольшее число входов"), 1, 1, MostEntries, integer: true),
        ])
    { Say = p => p.Input(0), Check = Check };

    private static NodeDescriptor Exit(string type, Text name, Text help, string icon) => new(
        type, NodeGroup.Action, name, help, icon, [Ports.When, Ports.Limit, Ports.Stop], [], [OrderType, TimeInForce, Until, ValidBars, Ports.Part])
    { Say = p => p.Input(0), Check = Check };

    private static string? ReadTime(string text) => new IsoTime().TryParse(Encoding.UTF8.GetBytes(text), out var time)
        ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture) : null;

    /// <summary>Each order type wants its prices and no others, and gtd its date.</summary>
    private static IEnumerable<Problem> Check(CheckedNode n)
    {
        var type = n.Values.Word("orderType");
        foreach (var (handle, wanted) in new[] { ("limit", type is "limit" or "stop-limit"), ("stop", type is "stop" or "stop-limit") })
        {
            var port = n.Descriptor.IndexOfInput(handle);
            if (wanted && n.Sources[port] is null) yield return GraphProblems.MissingInput(n.Id, handle);
            if (!wanted && n.Sources[port] is not null) yield return GraphProblems.UselessPrice(n.Id, handle, type);
        }
        if (type == "market-on-close" && n.Values.Word("timeInForce") is ("ioc" or "fok") and var time) yield return GraphProblems.UselessTime(n.Id, time, type);
        var (given, gtd) = (n.Values.IsGiven(Until.Name), n.Values.Word("timeInForce") == "gtd");
        if (gtd && !given) yield return GraphProblems.MissingParameter(n.Id, Until.Name);
        if (given && !gtd) yield return GraphProblems.UselessDate(n.Id, Until.Name, n.Values.Word("timeInForce"));
        if (n.Values.Word("timeInForce") is "ioc" or "fok" && n.Values.Number(ValidBars.Name) > 0) yield return GraphProblems.UselessDate(n.Id, ValidBars.Name, n.Values.Word("timeInForce"));
    }

    private static DateTimeOffset? UntilOf(PlanNode n) => n.Values.IsGiven(Until.Name)
        ? DateTimeOffset.Parse(n.Values.Text(Until.Name), CultureInfo.InvariantCulture) : null;

    private static NodeParameter OrderType => NodeParameter.Choice("orderType", new("Order type", "Вид заявки"), OrderTypes);

    private static NodeParameter TimeInForce => NodeParameter.Choice("timeInForce", new("Time in force", "Срок заявки"), TimesInForce);

    public static bool IsEntry(NodeDescriptor d) => d.Type is "enter-long" or "enter-short";
    public static bool IsExit(NodeDescriptor d) => d.Type is "exit-long" or "exit-short";

    public static PositionSide Side(NodeDescriptor d) => d.Type.EndsWith("long", StringComparison.Ordinal) ? PositionSide.Long : PositionSide.Short;

    public static EntryRule EntryRule(PlanNode n, SizeRule? size) => new(
        n.Id, Side(n.Descriptor), Words.Parse<EntryOrderType>(n.Values.Word("orderType")), Words.Parse<TimeInForce>(n.Values.Word("timeInForce")),
        Words.Parse<OnOpposite>(n.Values.Word("onOpposite")), n.Values.Integer("pyramiding"), n.InputSlots[0], n.InputSlots[1], n.InputSlots[2], size)
    { Until = UntilOf(n), ValidBars = n.Values.Integer(ValidBars.Name) };

    public static ExitRule ExitRule(PlanNode n) => new(
        n.Id, Side(n.Descriptor), Words.Parse<EntryOrderType>(n.Values.Word("orderType")), Words.Parse<TimeInForce>(n.Values.Word("timeInForce")),
        n.Values.Number("part"), n.InputSlots[0], n.InputSlots[1], n.InputSlots[2])
    { Until = UntilOf(n), ValidBars = n.Values.Integer(ValidBars.Name) };
}
