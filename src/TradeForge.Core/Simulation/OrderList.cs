using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>One line of a list of orders.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Order">What is sent; null = <paramref name="Target"/> is taken back.</param>
/// <param name="Target">Place in the list of the order that is taken back; −1 = none.</param>
/// <param name="Bar">Sent at the close of this bar; null = by <paramref name="Time"/>.</param>
/// <param name="Time">It works from the first bar that starts then or later; milliseconds since 1970.</param>
/// <remarks>In <see cref="BookOrder.Parent"/>, <see cref="BookOrder.OneCancels"/> and <see cref="BookOrder.Closes"/> stand places in the list, counted from 1.</remarks>
public sealed record OrderLine(int Line, BookOrder? Order, int Target, int? Bar, long Time)
{
    /// <summary>Bar at whose close it is sent, −1 = before the first; a time after the last bar gives the last.</summary>
    public int BarIn(BacktestData data)
    {
        if (Bar is { } bar) return bar;
        var first = data.Series.Times[data.Start..].BinarySearch(Time);
        return (first < 0 ? ~first : first) - 1;
    }
}

/// <summary>Orders known before a run, in the order in which they are sent.</summary>
public sealed record OrderList(IReadOnlyList<OrderLine> Lines)
{
    /// <summary>Most lines of a list.</summary>
    public const int Most = 100_000;

    /// <summary>SHA-256, lower-case hex, over what the lines say: the identity of the list.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Lines.Select(Words)))));

    /// <summary>What is wrong with the list on these data.</summary>
    public IReadOnlyList<Problem> Problems(BacktestData data, BacktestSettings settings)
    {
        var problems = new List<Problem>();
        settings = settings.For(data.Series.Symbol);
        foreach (var line in Lines)
        {
            var bar = line.BarIn(data);
            if (line.Bar >= data.Bars) Add(line, $"there is no bar {line.Bar}; the last is {data.Bars - 1}", $"бара {line.Bar} нет; последний — {data.Bars - 1}");
            if (line.Order is not { } order)
            {
                if (Lines[line.Target].BarIn(data) > bar) Add(line, "it takes back an order that is sent later", "она отзывает заявку, которую пошлют позже");
                continue;
            }
            if (settings.Lot > 0 && order.Quantity % settings.Lot != 0) Add(line, $"the quantity {Number(order.Quantity)} is not a whole number of lots of {Number(settings.Lot)}", $"количество {Number(order.Quantity)} — не целое число лотов по {Number(settings.Lot)}");
            if (order.Type == BookOrderType.TrailingStop && double.IsNaN(order.Stop) && bar < 0) Add(line, "before the first bar a trailing stop needs its first level in stop", "до первого бара скользящему стопу нужен первый уровень в столбце stop");
            foreach (var other in (int[])[order.Parent, order.OneCancels, order.Closes])
                if (other > 0 && Lines[other - 1].BarIn(data) > bar) Add(line, "it names an order that is sent later", "она называет заявку, которую пошлют позже");
        }
        return problems;

        void Add(OrderLine line, string en, string ru) => problems.Add(Wrong(line.Line, en, ru));
    }

    internal static Problem Wrong(int line, string en, string ru) => new(Severity.Error, "order-line", line.ToString(CultureInfo.InvariantCulture), new(
        $"Line {line}: {en}.", $"Строка {line}: {ru}."));

    internal static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Words(OrderLine line)
    {
        var when = string.Create(CultureInfo.InvariantCulture, $"{line.Bar},{(line.Bar is null ? line.Time : 0)},{line.Target}");
        return line.Order is not { } o ? when : when + string.Create(CultureInfo.InvariantCulture,
            $",{o.Name},{o.Side},{Number(o.Quantity / 1.0000000000000000000000000000m)},{o.Type},{o.Limit:R},{o.Stop:R},{o.TrailAmount:R},{o.TrailFraction:R},{o.TimeInForce},{o.Until},{o.Parent},{o.OneCancels},{o.Closes},{o.StopLoss:R},{o.TakeProfit:R}");
    }
}
