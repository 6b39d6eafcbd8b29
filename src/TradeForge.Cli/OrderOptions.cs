using TradeForge.Core;
using TradeForge.Core.Simulation;

namespace TradeForge.Cli;

/// <summary><c>backtest --orders FILE</c>: a list of orders in place of a strategy, and the options that only such a run has.</summary>
internal static class OrderOptions
{
    private static readonly string[] OfStrategies = ["strategy", "param", "column", "warmup", "max-gross", "max-net", "max-symbol", "max-sector", "sector", "magnifier", .. MoneyOptions.All.Concat(RateOptions.All).Select(o => o.Name).Except(["margin", "leverage"])];

    public static IReadOnlyList<Option> All { get; } =
    [
        new("orders", "FILE", new("CSV of orders to send, in place of a strategy; the user guide lists its columns", "CSV с заявками вместо стратегии; столбцы перечислены в руководстве")),
        new("hedged", null, new("orders: longs and shorts stand side by side; else an opposite order closes the oldest lots first", "заявки: длинные и короткие стоят рядом; иначе встречная заявка закрывает старейшие лоты")),
        new("entry-spread", "PERCENT", new("orders: percent of the price paid once, where a lot is opened", "заявки: процент цены, который платится один раз при открытии")) { Default = "0" },
        new("ignore-volume", null, new("orders: bars without volume fill too", "заявки: исполнять и на барах без объёма")),
    ];

    /// <summary>Reads orders, candles and settings; throws with every problem found.</summary>
    public static async Task<(OrderList Orders, BacktestData Data, BacktestSettings Settings)> LoadAsync(Arguments a, Output output, CancellationToken cancellationToken)
    {
        foreach (var name in OfStrategies.Where(a.Has)) a.Add("unused-option", name, $"--{name} belongs to strategies and has no meaning with --orders.", $"--{name} относится к стратегиям и не имеет смысла с --orders.");
        var settings = RunOptions.Settings(a) with { Book = Book(a) };
        a.AddRange(SettingsCheck.Problems(settings).Where(p => a.Problems.All(known => known.Path != p.Path)));
        var orders = Read(a);
        var (series, others) = await RunOptions.SeriesAsync(a, settings.Timeframe, RunOptions.ReadBeside(null, settings), output, cancellationToken);
        a.ThrowIfWrong();
        a.AddRange(SettingsCheck.OfSymbols(settings, [series!.Series.Symbol]));
        var (data, problems) = BacktestData.Prepare(series.Series, settings, series.Quality.Warnings, others, cancellationToken: cancellationToken);
        a.AddRange(problems);
        if (data is not null) a.AddRange(orders!.Problems(data, settings).Select(p => InFile(a, p)));
        a.ThrowIfWrong();
        return (orders!, data!, settings);
    }

    /// <summary>Options of order runs that were given without one.</summary>
    public static void RefuseWithStrategy(Arguments a)
    {
        foreach (var option in All.Where(o => a.Has(o.Name))) a.Add("unused-option", option.Name, $"--{option.Name} has a meaning only with --orders.", $"--{option.Name} имеет смысл только с --orders.");
    }

    private static OrderList? Read(Arguments a)
    {
        var path = a.Get("orders")!;
        if (!File.Exists(path))
        {
            a.Add("orders-missing", path, $"There is no file {path}.", $"Нет файла {path}.");
            return null;
        }
        var (orders, problems) = OrderCsv.Read(File.ReadAllText(path));
        a.AddRange(problems.Select(p => InFile(a, p)));
        return orders;
    }

    private static Problem InFile(Arguments a, Problem problem) => problem with { Path = a.Get("orders") + ":" + problem.Path };

    private static BookSettings Book(Arguments a) => new(a.Has("hedged"), a.Percent("entry-spread"), a.Has("ignore-volume"));
}
