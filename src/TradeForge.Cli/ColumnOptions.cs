using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.MarketData.Files;

namespace TradeForge.Cli;

/// <summary><c>--column NAME=FILE</c>: values by time that a strategy reads.</summary>
internal static class ColumnOptions
{
    public static Option Option { get; } = new("column", "NAME=FILE",
        new("values by time that the strategy reads: CSV timestamp,value, plain or .gz", "значения по времени, которые читает стратегия: CSV timestamp,value, обычный или .gz"))
    { Repeats = true };

    /// <summary>The columns named; what is wrong with them is added to the problems of <paramref name="a"/>.</summary>
    public static async Task<List<TimedColumn>> ReadAsync(Arguments a, CompiledStrategy? strategy, CancellationToken cancellationToken)
    {
        var columns = new List<TimedColumn>();
        foreach (var text in a.All("column"))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var (name, file) = equals < 1 ? (text, "") : (text[..equals], text[(equals + 1)..]);
            if (file.Length == 0) a.Add("wrong-value", "column", $"--column is '{text}', but must be name=file.csv.", $"--column = «{text}», а нужно имя=файл.csv.");
            else if (strategy is not null && strategy.Columns.All(c => c.Name != name)) a.Add("unused-column", "column", $"--column {name}: the strategy does not read this column.", $"--column {name}: стратегия не читает такого столбца.");
            else if (columns.Exists(c => c.Name == name)) a.Add("repeated-option", "column", $"--column {name} is given twice.", $"--column {name} указан дважды.");
            else
            {
                var (column, problem) = await ColumnFileReader.ReadAsync(name, file, cancellationToken);
                if (problem is not null) a.AddRange([problem]);
                if (column is not null) columns.Add(column);
            }
        }
        return columns;
    }
}
