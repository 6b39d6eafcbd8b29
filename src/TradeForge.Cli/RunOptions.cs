using System.Diagnostics;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;
using TradeForge.Infrastructure.MarketData.Files;

namespace TradeForge.Cli;

/// <summary>The options that backtest and explain share: contract section 1.</summary>
internal static class RunOptions
{
    public static IReadOnlyList<Option> Candles { get; } =
    [
        new("candles", "PATH", new("candle CSV file or folder, plain or .gz; several symbols share the cash; also of symbols that the strategy only reads", "файл или папка CSV со свечами, обычный или .gz; несколько символов делят деньги; также символов, которые стратегия лишь читает")) { Repeats = true },
        new("symbol", "NAME", new("names the series to trade", "имя торгуемого ряда")) { Default = "the file's name up to the first dot" },
        new("timeframe", "TF", new("1m 5m 15m 30m 1h 4h 1d 1w; higher than the file's resamples", "1m 5m 15m 30m 1h 4h 1d 1w; выше файла — пересчёт")) { Default = "the file's" },
    ];

    public static Option Calendar { get; } = Words<CalendarKind>("calendar", new("days, sessions and periods a year", "дни, сессии и число периодов в году"));

    public static Option Session { get; } = Words<SessionChoice>("session", new("bars of which sessions; regular needs a named calendar", "бары каких сессий; regular требует имени календаря"));

    public static IReadOnlyList<Option> All { get; } =
    [
        new("strategy", "FILE", new("strategy JSON", "JSON стратегии")),
        .. Candles,
        new("from", "TIME", new("first moment that may trade; earlier bars only warm up", "начало торговли; бары раньше — прогрев")) { Default = "all" },
        new("to", "TIME", new("end, exclusive", "конец, не включая")) { Default = "all" },
        new("split", "TIME", new("from here on the run is out of sample: figures for both parts", "отсюда прогон — вне выборки: показатели обеих частей")) { Default = "not divided" },
        new("cash", "MONEY", new("initial cash", "начальные деньги")) { Default = "100000" },
        new("commission", "[SYMBOL=]COST", new("on every fill: 0.1% of its value, 5 per order, 0.01/unit, 1/lot, 0/0.03% maker/taker, or a sum 5+0.1%; then min 1, max 20, sales (on sales alone), up 0.01 (rounded up); a second one after 'and'; others from a date on: 0.01%, 2022-11-01: 0/0.03%; of one symbol: SBER=0.03%", "с каждого исполнения: 0.1%, 5 за заявку, 0.01/unit, 1/lot, 0/0.03% мейкер/тейкер или сумма 5+0.1%; далее min 1, max 20, sales (только с продаж), up 0.01 (округление вверх); вторая — после and; другие с даты: 0.01%, 2022-11-01: 0/0.03%; для одного символа: SBER=0.03%")) { Default = "0", Repeats = true },
        new("slippage", "COST", new("market and stop fills: 0.05%, 2t (price steps), 0.01 (price), spread 0.02 (half is paid), or a sum 0.05%+spread 2t", "рыночные и стоп-исполнения: 0.05%, 2t (шаги цены), 0.01 (цена), spread 0.02 (платится половина) или сумма 0.05%+spread 2t")) { Default = "0" },
        new("lot", "[SYMBOL=]UNITS", new("units per lot, 0 = fractional; of one symbol and dated as a commission: ROSN=10, 2021-09-01: 1", "единиц в лоте, 0 = дробно; для одного символа и по датам — как комиссия: ROSN=10, 2021-09-01: 1")) { Default = "0", Repeats = true },
        new("price-step", "[SYMBOL=]PRICE", new("smallest price step, 0 = any price; of one symbol and dated as a commission", "шаг цены, 0 = любая цена; для одного символа и по датам — как комиссия")) { Default = "0", Repeats = true },
        .. MoneyOptions.All, .. RateOptions.All,
        Words<FillRule>("fill", new("where market orders fill", "где исполняются рыночные заявки")),
        Words<SameBarRule>("same-bar", new("stop and target on one bar", "стоп и цель на одном баре")),
        Words<ProtectionRule>("protection", new("when stop and target start", "когда начинают действовать стоп и цель")),
        MagnifierOptions.Option,
        new("touch", "STEPS", new("steps a limit or target must be traded through", "на сколько шагов лимит или цель должны быть пройдена")) { Default = "0" },
        Words<GapLimitRule>("gap-limit", new("what a limit or target that the open jumped over fills at", "цена исполнения лимита или цели, через которые перепрыгнуло открытие")),
        new("participation", "PERCENT", new("most percent of a bar's volume that one fill takes, the rest waits; 0 = any quantity", "не больше стольких процентов объёма бара за исполнение, остальное ждёт; 0 — без предела")) { Default = "0" },
        new("warmup", "BARS", new("auto, or not before bar N", "auto или не раньше бара N")) { Default = "auto" },
        Calendar,
        Session,
        new("max-gross", "PERCENT", new("most of the equity that is held, longs and shorts together", "сколько капитала может быть вложено, длинные и короткие вместе")) { Default = "no limit" },
        new("max-net", "PERCENT", new("the same, longs less shorts", "то же, длинные минус короткие")) { Default = "no limit" },
        new("max-symbol", "PERCENT", new("the same of one symbol", "то же для одного символа")) { Default = "no limit" },
        new("max-sector", "PERCENT", new("the same of one sector", "то же для одного сектора")) { Default = "no limit" },
        new("sector", "SYMBOL=NAME", new("the sector of a symbol", "сектор символа")) { Repeats = true },
        Words<EquityResolution>("equity", new("rows of the equity curve", "строки кривой капитала")),
        new("benchmark", "SYMBOL", new("what alpha and beta compare with, from the given candles", "с чем сравнивают альфа и бета, из данных свечей")) { Default = "buy and hold" },
        new("trials", "COUNT", new("variants tried to find this one, for the deflated Sharpe ratio", "сколько вариантов перебрано, для дефлированного Шарпа")) { Default = "1" },
        new("risk-free", "PERCENT", new("a year, such as 2%; Sharpe, Sortino, Treynor and alpha measure what is above it", "в год, например 2%; Шарп, Сортино, Трейнор и альфа измеряют то, что выше")) { Default = "0" },
        new("bust", "PERCENT", new("a fall that counts as the end in the Monte Carlo table", "падение, которое таблица Монте-Карло считает крахом")) { Default = "20%" },
        new("goal", "PERCENT", new("a final return that it counts as reached", "итоговая доходность, которую она считает целью")) { Default = "50%" },
        new("seed", "NUMBER", new("where its random numbers begin", "с чего начинаются её случайные числа")) { Default = "0" },
        new("close-at-end", null, new("close what is open at the last close", "закрыть открытое по последнему закрытию")),
        .. LimitOptions.All,
        ColumnOptions.Option,
        new("param", "node.name=value", new("overrides a parameter of a node", "заменяет параметр блока")) { Repeats = true },
    ];

    /// <summary>Reads the settings; what is wrong is added to the problems of <paramref name="a"/>.</summary>
    public static BacktestSettings Settings(Arguments a)
    {
        var settings = new BacktestSettings
        {
            Cash = a.Decimal("cash", 100_000m),
            Slippage = Slippage(a),
            Touch = a.Int("touch", 0),
            Participation = a.Decimal("participation", 0),
            Fill = Word<FillRule>(a, "fill"),
            SameBar = Word<SameBarRule>(a, "same-bar"),
            Protection = Word<ProtectionRule>(a, "protection"),
            GapLimit = Word<GapLimitRule>(a, "gap-limit"),
            Calendar = Word<CalendarKind>(a, "calendar"),
            Session = Word<SessionChoice>(a, "session"),
            Equity = Word<EquityResolution>(a, "equity"),
            WarmUp = a.Get("warmup") is null or "auto" ? null : a.Int("warmup", 0, 0),
            Trials = a.Int("trials", 1),
            RiskFree = a.Percent("risk-free"),
            Bust = a.Get("bust") is null ? BacktestSettings.DefaultBust : a.Percent("bust"),
            Goal = a.Get("goal") is null ? BacktestSettings.DefaultGoal : a.Percent("goal"),
            Seed = a.Int("seed", 0, 0),
            Limits = LimitOptions.Read(a),
            Benchmark = a.Get("benchmark"),
            CloseAtEnd = a.Has("close-at-end"),
            Exposure = Exposure(a),
            From = a.Time("from"),
            To = a.Time("to"),
            Split = a.Time("split"),
            Timeframe = Timeframe(a),
            Parameters = Pairs(a, "param", "node.name=value"),
        };
        settings = RateOptions.Read(a, MoneyOptions.Read(a, settings));
        a.AddRange(SettingsCheck.Problems(settings));
        return settings;
    }

    /// <summary>Reads strategy, candles and settings, and compiles; throws with every problem found.</summary>
    public static async Task<(CompiledStrategy Strategy, BacktestData Data, BacktestSettings Settings)> LoadAsync(Arguments a, Output output, CancellationToken cancellationToken)
    {
        var (reading, compiling) = (StartReading(a, cancellationToken), StartCompiling(a, cancellationToken));
        var settings = Settings(a);
        var strategy = await StrategyAsync(a, compiling, settings, output, cancellationToken);
        MakeReady(strategy, settings, reading, cancellationToken);
        var (series, others) = await SeriesAsync(a, settings.Timeframe, ReadBeside(strategy, settings), output, cancellationToken, reading);
        var columns = await ColumnOptions.ReadAsync(a, strategy, cancellationToken);
        var events = await EventOptions.ReadAsync(a, [.. others.Select(o => o.Symbol), .. series is null ? Array.Empty<string>() : [series.Series.Symbol]], series is null ? [] : [series.Series.Symbol], TradingCalendar.For(settings.Calendar), cancellationToken);
        (settings, var lower) = await MagnifierOptions.ReadAsync(a, settings, series is null ? [] : [series.Series.Symbol], cancellationToken);
        a.ThrowIfWrong();
        a.AddRange(SettingsCheck.OfSymbols(settings, [series!.Series.Symbol]));
        var (data, problems) = BacktestData.Prepare(series.Series, settings, series.Quality.Warnings, others, columns, events, lower, cancellationToken);
        a.AddRange(problems);
        if (data is not null) a.AddRange(data.Problems(strategy!));
        a.ThrowIfWrong();
        return (strategy!, data!, settings);
    }

    /// <summary>As <see cref="LoadAsync"/>, with all symbols that are given and not only read.</summary>
    public static async Task<(CompiledStrategy Strategy, PortfolioData Data, BacktestSettings Settings)> LoadAllAsync(Arguments a, Output output, CancellationToken cancellationToken)
    {
        var (reading, compiling) = (StartReading(a, cancellationToken), StartCompiling(a, cancellationToken));
        var settings = Settings(a);
        var strategy = await StrategyAsync(a, compiling, settings, output, cancellationToken);
        MakeReady(strategy, settings, reading, cancellationToken);
        var (traded, others) = await AllSeriesAsync(a, settings.Timeframe, ReadBeside(strategy, settings), output, cancellationToken, reading);
        var columns = await ColumnOptions.ReadAsync(a, strategy, cancellationToken);
        var events = await EventOptions.ReadAsync(a, [.. traded.Select(t => t.Series.Symbol), .. others.Select(o => o.Symbol)], [.. traded.Select(t => t.Series.Symbol)], TradingCalendar.For(settings.Calendar), cancellationToken);
        (settings, var lower) = await MagnifierOptions.ReadAsync(a, settings, [.. traded.Select(t => t.Series.Symbol)], cancellationToken);
        a.ThrowIfWrong();
        var (data, problems) = PortfolioData.Prepare(strategy!, [.. traded.Select(t => (t.Series, t.Quality.Warnings))], settings, others, columns, events, lower, cancellationToken);
        a.AddRange(problems);
        if (data is not null) a.AddRange(data.Problems(strategy!));
        a.ThrowIfWrong();
        return (strategy!, data!, settings);
    }

    /// <summary>Symbols that the strategy reads without trading them, and the benchmark.</summary>
    public static HashSet<string> ReadBeside(CompiledStrategy? strategy, BacktestSettings settings)
    {
        HashSet<string> symbols = [.. strategy?.OtherSeries.Select(s => s.Key.Symbol).OfType<string>() ?? []];
        if (settings.Benchmark is { } benchmark) symbols.Add(benchmark);
        if (strategy?.Portfolio?.Symbols is { } universe) symbols.ExceptWith(universe);
        return symbols;
    }

    /// <summary>The one series to trade, null if there are problems, and the series of the symbols that are only read.</summary>
    public static async Task<(LoadedCandles? Main, IReadOnlyList<CandleSeries> Others)> SeriesAsync(
        Arguments a, Timeframe? timeframe, HashSet<string> read, Output output, CancellationToken cancellationToken, Task<ParsedFiles>? reading = null)
    {
        var (traded, others) = await AllSeriesAsync(a, timeframe, read, output, cancellationToken, reading);
        if (traded.Count > 1) a.Add("several-symbols", "candles", $"One symbol is wanted here, not {Names(traded)}. Name one file, or --symbol.", $"Здесь нужен один символ, а не {Names(traded)}. Укажите один файл или --symbol.");
        return (traded is [var one] ? one : null, others);
    }

    /// <summary>The series to trade in the order of their symbols, none if there are problems, and those that are only read.</summary>
    public static async Task<(IReadOnlyList<LoadedCandles> Traded, IReadOnlyList<CandleSeries> Others)> AllSeriesAsync(
        Arguments a, Timeframe? timeframe, HashSet<string> read, Output output, CancellationToken cancellationToken, Task<ParsedFiles>? reading = null)
    {
        if ((reading ?? StartReading(a, cancellationToken)) is not { } parsing)
        {
            a.Required("candles");
            return ([], []);
        }
        var parsed = await parsing;
        var started = Stopwatch.GetTimestamp();
        if (a.Get("symbol") is { } named) read.Remove(named);
        var files = CandleFileReader.Join(parsed, a.Get("symbol"), timeframe, read, cancellationToken);
        a.AddRange(files.Problems);
        IReadOnlyList<LoadedCandles> traded = files.Series.Count == 1 ? files.Series : [.. files.Series.Where(s => !read.Contains(s.Series.Symbol))];
        if (traded.Count == 0 && files.Series.Count > 0)
            a.Add("nothing-to-trade", "candles", $"The strategy or the benchmark reads every symbol ({Names(files.Series)}); --symbol names the one to trade.", $"Стратегия или рынок для сравнения читают все символы ({Names(files.Series)}); укажите торгуемый в --symbol.");
        if (traded.Count > 0) output.Note(FormattableString.Invariant($"read {traded.Sum(t => t.Series.Count)} bars of {Names(traded)} in {(parsed.Took + Stopwatch.GetElapsedTime(started)).TotalMilliseconds:0} ms"));
        return (traded, [.. files.Series.Except(traded).Select(s => s.Series)]);
    }

    /// <summary>The files are read while the strategy is compiled; null if none is named.</summary>
    private static Task<ParsedFiles>? StartReading(Arguments a, CancellationToken cancellationToken) =>
        a.All("candles") is { Count: > 0 } paths ? Task.Run(() => CandleFileReader.ParseAsync(paths, cancellationToken), cancellationToken) : null;

    /// <summary>Another core gets the engine ready, ahead of the one that reads and runs. Nobody waits for it.</summary>
    private static void MakeReady(CompiledStrategy? strategy, BacktestSettings settings, Task? reading, CancellationToken cancellationToken)
    {
        if (strategy is not null && reading is not null && Environment.ProcessorCount > 1) _ = Task.Run(() => EngineStart.Prepare(strategy, settings, cancellationToken), cancellationToken);
    }

    private static string Names(IReadOnlyList<LoadedCandles> series) =>
        string.Join(", ", series.Take(5).Select(s => s.Series.Symbol)) + (series.Count > 5 ? $" … ({series.Count})" : "");

    private static ExposureLimits? Exposure(Arguments a)
    {
        var limits = new ExposureLimits
        {
            Gross = a.Decimal("max-gross", 0),
            Net = a.Decimal("max-net", 0),
            Symbol = a.Decimal("max-symbol", 0),
            Sector = a.Decimal("max-sector", 0),
            Sectors = Pairs(a, "sector", "SYMBOL=NAME"),
        };
        return limits is { Gross: 0, Net: 0, Symbol: 0, Sector: 0 } ? null : limits;
    }

    public static Timeframe? Timeframe(Arguments a)
    {
        if (a.Get("timeframe") is not { } text) return null;
        if (Core.Market.Timeframe.TryParse(text, out var timeframe)) return timeframe;
        a.Add("wrong-value", "timeframe", $"--timeframe is '{text}', but must be such as 1m, 15m, 1h, 1d, 1w.", $"--timeframe = «{text}», а нужно вида 1m, 15m, 1h, 1d, 1w.");
        return null;
    }

    /// <summary>The strategy is compiled while the settings are read; null where its parameters stand in them.</summary>
    private static Task<Drawn>? StartCompiling(Arguments a, CancellationToken cancellationToken) =>
        a.Get("strategy") is { } path && File.Exists(path) && a.All("param").Count == 0 ? Task.Run(() => Drawn.Read(path, null, cancellationToken), cancellationToken) : null;

    /// <summary>A strategy of a file, as far as it could be read.</summary>
    private sealed record Drawn(IReadOnlyList<Problem> Problems, Compilation? Compilation)
    {
        public static Drawn Read(string path, IReadOnlyDictionary<string, string>? parameters, CancellationToken cancellationToken)
        {
            var (graph, problems) = StrategyJson.Parse(File.ReadAllText(path));
            return new(problems, graph is null ? null : StrategyCompiler.Compile(graph, parameters, cancellationToken));
        }
    }

    private static async Task<CompiledStrategy?> StrategyAsync(Arguments a, Task<Drawn>? compiling, BacktestSettings settings, Output output, CancellationToken cancellationToken)
    {
        var path = a.Required("strategy");
        if (path.Length == 0) return null;
        if (!File.Exists(path))
        {
            a.Add("strategy-missing", path, $"There is no file {path}.", $"Нет файла {path}.");
            return null;
        }
        var (problems, compilation) = compiling is null ? Drawn.Read(path, settings.Parameters, cancellationToken) : await compiling;
        a.AddRange(problems.Where(p => p.Severity == Severity.Error));
        if (compilation is null) return null;
        var known = problems.Select(p => (p.Code, p.Path, p.Message.En)).ToHashSet();
        a.AddRange(compilation.Problems.Where(p => p.Severity == Severity.Error && known.Add((p.Code, p.Path, p.Message.En))));
        foreach (var warning in compilation.Problems.Where(p => p.Severity == Severity.Warning)) output.Note($"warning: {warning.Path}: {output.In(warning.Message)}");
        return compilation.Strategy;
    }

    private static Slippage Slippage(Arguments a)
    {
        if (a.Get("slippage") is not { } text) return Core.Trading.Slippage.None;
        if (CostText.TryParseSlippage(text, out var slippage)) return slippage;
        a.Add("wrong-value", "slippage", $"--slippage is '{text}', but must be such as 0.05%, 2t or 0.01.", $"--slippage = «{text}», а нужно вида 0.05%, 2t или 0.01.");
        return slippage;
    }

    private static SortedDictionary<string, string> Pairs(Arguments a, string option, string form)
    {
        var pairs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in a.All(option))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) a.Add("wrong-value", option, $"--{option} is '{text}', but must be {form}.", $"--{option} = «{text}», а нужно {form}.");
            else if (!pairs.TryAdd(text[..equals].Trim(), text[(equals + 1)..].Trim())) a.Add("repeated-option", option, $"--{option} {text[..equals]} is given twice.", $"--{option} {text[..equals]} указан дважды.");
        }
        return pairs;
    }

    public static Option Words<T>(string name, Text help) where T : struct, Enum =>
        new(name, "WORD", help) { Choices = SettingsText.All<T>(), Default = SettingsText.All<T>()[0] };

    /// <summary>A word outside the choices was reported when the arguments were read.</summary>
    public static T Word<T>(Arguments a, string name) where T : struct, Enum =>
        a.Get(name) is { } text && SettingsText.TryParse<T>(text, out var value) ? value : default;
}
