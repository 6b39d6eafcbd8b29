using System.Globalization;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Reads a list of orders: a header names the columns, one line an order; every problem is told with its line.</summary>
/// <remarks>Columns: docs/user-guide.md, "Orders of your own".</remarks>
public static class OrderCsv
{
    private const int Id = 0, Time = 1, Bar = 2, Side = 3, Quantity = 4, Type = 5, Limit = 6, Stop = 7, Trail = 8, Force = 9, Until = 10, Parent = 11, Oco = 12, Closes = 13, StopLoss = 14, TakeProfit = 15;
    private const int MostProblems = 50;
    private const double MaxPrice = 1e15; // far from the end of decimal
    private const decimal MaxQuantity = 1_000_000_000_000m;

    private static readonly string[] Columns =
        ["?id", "?time timestamp", "?bar", "side", "quantity", "?type", "?limit", "?stop", "?trail", "?tif", "?until", "?parent", "?oco", "?closes", "?stop-loss", "?take-profit"];

    private static readonly Dictionary<string, BookOrderType> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["market"] = BookOrderType.Market,
        ["limit"] = BookOrderType.Limit,
        ["stop"] = BookOrderType.Stop,
        ["stop-limit"] = BookOrderType.StopLimit,
        ["trailing-stop"] = BookOrderType.TrailingStop,
        ["market-on-close"] = BookOrderType.MarketOnClose,
    };

    /// <summary>The list, or everything that is wrong with the text.</summary>
    public static (OrderList? Orders, IReadOnlyList<Problem> Problems) Read(string text)
    {
        var (rows, problem) = EventCsv.Read(text, Columns);
        if (problem is not null) return (null, [problem]);
        var problems = UnknownColumns(text);
        if (rows.Count > OrderList.Most) return (null, [OrderList.Wrong(rows[OrderList.Most].Line, $"a list has at most {OrderList.Most} orders", $"в списке не больше {OrderList.Most} заявок")]);
        if (rows.Count == 0) problems.Add(OrderList.Wrong(1, "there is no order below the header", "под заголовком нет ни одной заявки"));
        var (lines, places) = (new List<OrderLine>(rows.Count), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            lines.Add(new Reader(row, places, problems).Line());
            if (lines[^1].Order?.Name is { } name && !places.TryAdd(name, lines.Count)) problems.Add(OrderList.Wrong(row.Line, $"the id {name} is there twice", $"id {name} встречается дважды"));
            if (problems.Count >= MostProblems) break;
        }
        return problems.Count > 0 ? (null, problems) : (new OrderList(lines), problems);
    }

    /// <summary>A misspelt column would silently be no stop-loss.</summary>
    private static List<Problem> UnknownColumns(string text)
    {
        var known = Columns.SelectMany(c => c.TrimStart('?').Split(' ')).ToHashSet(StringComparer.Ordinal);
        var header = text.TrimStart('\uFEFF').Split('\n').First(l => !string.IsNullOrWhiteSpace(l)).TrimEnd('\r');
        return [.. CsvLine.Split(header, ',').Select(c => c.Trim()).Where(c => c.Length > 0 && !known.Contains(c.ToLowerInvariant())).Select(c => OrderList.Wrong(1, $"there is no column {c}", $"столбца {c} нет"))];
    }

    private sealed class Reader(EventRow row, Dictionary<string, int> places, List<Problem> problems)
    {
        public OrderLine Line()
        {
            var (time, bar) = Moment();
            if (row.Fields[Side].Equals("cancel", StringComparison.OrdinalIgnoreCase)) return new OrderLine(row.Line, null, Place(Id) - 1, bar, time);
            var order = new BookOrder(ReadSide(), Positive(Quantity, MaxQuantity) ?? 1, ReadType())
            {
                Name = row.Fields[Id].Length > 0 ? row.Fields[Id] : null,
                Limit = Price(Limit),
                Stop = Price(Stop),
                StopLoss = Price(StopLoss),
                TakeProfit = Price(TakeProfit),
                TimeInForce = ReadForce(),
                Parent = Place(Parent),
                OneCancels = Place(Oco),
                Closes = Place(Closes),
            };
            order = WithTrail(order) with { Until = ReadUntil(order.TimeInForce) };
            CheckLevels(order);
            return new OrderLine(row.Line, order, -1, bar, time);
        }

        private (long Time, int? Bar) Moment()
        {
            var (time, bar) = (row.Fields[Time], row.Fields[Bar]);
            if (time.Length > 0 == bar.Length > 0) Wrong("one of time and bar says when it is sent", "когда она послана, говорит один из столбцов time и bar");
            else if (bar.Length > 0)
            {
                if (int.TryParse(bar, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= -1) return (0, number);
                Wrong($"bar is '{bar}', but must be a whole number from -1 on", $"bar = «{bar}», а нужно целое число от -1");
            }
            else if (row.TryTime(Time, out var stamp)) return (stamp, null);
            else Wrong($"time is '{time}', but must be such as 2024-03-01T10:00Z", $"time = «{time}», а нужно вида 2024-03-01T10:00Z");
            return (0, 0);
        }

        private OrderSide ReadSide()
        {
            if (row.Fields[Side].Equals("buy", StringComparison.OrdinalIgnoreCase)) return OrderSide.Buy;
            if (!row.Fields[Side].Equals("sell", StringComparison.OrdinalIgnoreCase)) Wrong($"side is '{row.Fields[Side]}', but must be buy, sell or cancel", $"side = «{row.Fields[Side]}», а нужно buy, sell или cancel");
            return OrderSide.Sell;
        }

        private BookOrderType ReadType()
        {
            if (row.Fields[Type].Length == 0) return BookOrderType.Market;
            if (Types.TryGetValue(row.Fields[Type], out var type)) return type;
            Wrong($"type is '{row.Fields[Type]}', but must be one of {string.Join(", ", Types.Keys)}", $"type = «{row.Fields[Type]}», а нужно одно из {string.Join(", ", Types.Keys)}");
            return BookOrderType.Market;
        }

        private TimeInForce ReadForce()
        {
            if (row.Fields[Force].Length == 0) return row.Fields[Until].Length > 0 ? TimeInForce.Gtd : TimeInForce.Gtc;
            if (Enum.TryParse<TimeInForce>(row.Fields[Force], ignoreCase: true, out var force) && char.IsLetter(row.Fields[Force][0])) return force;
            Wrong($"tif is '{row.Fields[Force]}', but must be day, gtc, gtd, ioc or fok", $"tif = «{row.Fields[Force]}», а нужно day, gtc, gtd, ioc или fok");
            return TimeInForce.Gtc;
        }

        private long ReadUntil(TimeInForce force)
        {
            if (row.Fields[Until].Length > 0 != (force == TimeInForce.Gtd)) Wrong("until belongs to gtd", "until нужен при gtd и только при нём");
            else if (row.Fields[Until].Length > 0)
            {
                if (row.TryTime(Until, out var until)) return until;
                Wrong($"until is '{row.Fields[Until]}', but must be such as 2024-03-01T10:00Z", $"until = «{row.Fields[Until]}», а нужно вида 2024-03-01T10:00Z");
            }
            return long.MaxValue;
        }

        private BookOrder WithTrail(BookOrder order)
        {
            var text = row.Fields[Trail];
            var isPercent = text.EndsWith('%');
            if (text.Length == 0) return order;
            if (double.TryParse(isPercent ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var distance) && distance > 0 && distance < (isPercent ? 100 : MaxPrice))
                return isPercent ? order with { TrailFraction = distance / 100 } : order with { TrailAmount = distance };
            Wrong($"trail is '{text}', but must be such as 5 or 2%", $"trail = «{text}», а нужно вида 5 или 2%");
            return order with { TrailAmount = 1 };
        }

        private void CheckLevels(BookOrder order)
        {
            var word = Types.First(t => t.Value == order.Type).Key;
            var (limit, stop, trail) = (order.Type is BookOrderType.Limit or BookOrderType.StopLimit, order.Type is BookOrderType.Stop or BookOrderType.StopLimit, order.Type == BookOrderType.TrailingStop);
            Needs("limit", limit, !limit, row.Fields[Limit].Length > 0);
            Needs("stop", stop, !stop && !trail, row.Fields[Stop].Length > 0);
            Needs("trail", trail, !trail, row.Fields[Trail].Length > 0);
            if (order.Closes > 0 && (row.Fields[StopLoss].Length > 0 || row.Fields[TakeProfit].Length > 0)) Wrong("an order that closes has no stop-loss and no take-profit", "у закрывающей заявки нет stop-loss и take-profit");

            void Needs(string column, bool needed, bool forbidden, bool given)
            {
                if (needed && !given) Wrong($"a {word} order needs {column}", $"заявке {word} нужен столбец {column}");
                if (forbidden && given) Wrong($"a {word} order has no {column}", $"у заявки {word} нет столбца {column}");
            }
        }

        private double Price(int column) => Positive(column, (decimal)MaxPrice) is { } price ? (double)price : double.NaN;

        private decimal? Positive(int column, decimal most)
        {
            if (row.Fields[column].Length == 0 && column != Quantity) return null;
            if (row.TryNumber(column, out var value) && value > 0 && value <= most) return value;
            var name = Columns[column].TrimStart('?');
            Wrong($"{name} is '{row.Fields[column]}', but must be a number above 0", $"{name} = «{row.Fields[column]}», а нужно число больше 0");
            return null;
        }

        /// <summary>Place of the order that a column names, from 1; it must stand above.</summary>
        private int Place(int column)
        {
            var name = row.Fields[column];
            if (name.Length == 0 && column != Id) return 0;
            if (places.TryGetValue(name, out var place)) return place;
            Wrong($"no line above has the id '{name}'", $"выше нет строки с id «{name}»");
            return column == Id ? 1 : 0;
        }

        private void Wrong(string en, string ru) => problems.Add(OrderList.Wrong(row.Line, en, ru));
    }
}
