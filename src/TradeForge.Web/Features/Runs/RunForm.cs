using System.Globalization;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Web.Features.Runs;

/// <summary>What is typed into the run form, as text; <see cref="Read"/> turns it into settings or into every problem at once.</summary>
public sealed partial class RunForm
{
    private readonly List<Problem> _problems = [];

    public Guid? Strategy { get; set; }
    /// <summary>What is traded, the first one first; several share the cash.</summary>
    public List<string> Instruments { get; } = [];
    public string Timeframe { get; set; } = "";
    /// <summary>Dates as <c>yyyy-MM-dd</c>, UTC; empty = from the first bar, to the last.</summary>
    public string From { get; set; } = "";
    public string To { get; set; } = "";
    /// <summary>From this day on the run is out of sample; empty = not divided.</summary>
    public string Split { get; set; } = "";
    public string Cash { get; set; } = "100000";
    public string Commission { get; set; } = "0";
    public string Slippage { get; set; } = "0";
    public string Lot { get; set; } = "0";
    public string PriceStep { get; set; } = "0";
    public string Fill { get; set; } = SettingsText.Word(FillRule.NextOpen);
    public string SameBar { get; set; } = SettingsText.Word(SameBarRule.Pessimistic);
    public string Protection { get; set; } = SettingsText.Word(ProtectionRule.EntryBar);
    public string GapLimit { get; set; } = SettingsText.Word(GapLimitRule.Improve);
    public string Calendar { get; set; } = SettingsText.Word(CalendarKind.Auto);
    public string Touch { get; set; } = "0";
    public string WarmUp { get; set; } = "";
    public bool CloseAtEnd { get; set; }
    public string Participation { get; set; } = "0";
    public string Session { get; set; } = SettingsText.Word(SessionChoice.All);
    public string Equity { get; set; } = SettingsText.Word(EquityResolution.Auto);
    /// <summary>A stored instrument; empty = buying and holding what is traded.</summary>
    public string Benchmark { get; set; } = "";
    /// <summary>Other costs are tried on a long run too.</summary>
    public bool CostStrip { get; set; }
    public string Trials { get; set; } = "1";
    /// <summary>Percent a year.</summary>
    public string RiskFree { get; set; } = "0";
    /// <summary>Percent, of the Monte Carlo table.</summary>
    public string Bust { get; set; } = Text(BacktestSettings.DefaultBust);
    /// <inheritdoc cref="Bust"/>
    public string Goal { get; set; } = Text(BacktestSettings.DefaultGoal);
    /// <summary>Timeframe of the bars that look into ambiguous ones; empty = none.</summary>
    public string Magnifier { get; set; } = "";
    /// <summary>Percent of the equity; empty = no limit.</summary>
    public string MaxGross { get; set; } = "";
    public string MaxNet { get; set; } = "";
    public string MaxSymbol { get; set; } = "";
    public string MaxSector { get; set; } = "";
    /// <summary>Such as <c>moex:SBER = banks, moex:LKOH = oil</c>.</summary>
    public string Sectors { get; set; } = "";
    /// <summary>Overrides of node parameters, <c>node.name</c> → as typed; an empty one is none.</summary>
    public SortedDictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes the settings of an earlier run.</summary>
    public void Take(BacktestSettings s)
    {
        (From, To) = (Date(s.From), Date(s.To));
        (Cash, Slippage) = (Text(s.Cash), CostText.Write(s.Slippage));
        TakeMoney(s);
        (Fill, SameBar, Protection) = (SettingsText.Word(s.Fill), SettingsText.Word(s.SameBar), SettingsText.Word(s.Protection));
        (GapLimit, Calendar) = (SettingsText.Word(s.GapLimit), SettingsText.Word(s.Calendar));
        (Touch, WarmUp, CloseAtEnd) = (Text(s.Touch), s.WarmUp is { } bars ? Text(bars) : "", s.CloseAtEnd);
        (Split, Participation, Trials, Benchmark) = (Date(s.Split), Text(s.Participation), Text(s.Trials), s.Benchmark ?? "");
        (RiskFree, Magnifier, CostStrip) = (Text(s.RiskFree), s.Magnifier?.ToString() ?? "", s.CostStrip);
        (Bust, Goal) = (Text(s.Bust), Text(s.Goal));
        (Session, Equity) = (SettingsText.Word(s.Session), SettingsText.Word(s.Equity));
        (MaxGross, MaxNet, MaxSymbol, MaxSector) = (Limit(s.Exposure?.Gross), Limit(s.Exposure?.Net), Limit(s.Exposure?.Symbol), Limit(s.Exposure?.Sector));
        Sectors = string.Join(", ", (s.Exposure?.Sectors ?? new SortedDictionary<string, string>()).Select(p => $"{p.Key} = {p.Value}"));
        Parameters.Clear();
        foreach (var (name, value) in s.Parameters) Parameters[name] = value;
    }

    /// <returns>The settings, or null with every problem; a problem's path is the id of its field.</returns>
    public (BacktestSettings? Settings, IReadOnlyList<Problem> Problems) Read()
    {
        var settings = ReadSettings();
        return (_problems.Count == 0 ? settings : null, [.. _problems]);
    }

    /// <summary>The settings for showing the costs of the first instrument, which do not ask for a strategy; null while something else is wrong.</summary>
    public BacktestSettings? ReadCosts()
    {
        var settings = ReadSettings();
        return _problems.All(p => p.Path == "strategy") ? settings.For(Instruments.FirstOrDefault() ?? "") : null;
    }

    /// <summary>What is typed so far, whatever is wrong with it.</summary>
    public BacktestSettings Peek() => ReadSettings();

    private BacktestSettings ReadSettings()
    {
        _problems.Clear();
        if (Strategy is null) Add("strategy", "Choose a strategy.", "Выберите стратегию.");
        if (Instruments.Count == 0) Add("instrument", "Choose an instrument.", "Выберите инструмент.");
        var settings = new BacktestSettings
        {
            Timeframe = ReadTimeframe(),
            From = ReadDate("from", From),
            To = ReadDate("to", To),
            Split = ReadDate("split", Split),
            Cash = ReadDecimal("cash", Cash, fallback: 1),
            Slippage = ReadSlippage(),
            Fill = ReadWord<FillRule>("fill", Fill),
            SameBar = ReadWord<SameBarRule>("same-bar", SameBar),
            Protection = ReadWord<ProtectionRule>("protection", Protection),
            GapLimit = ReadWord<GapLimitRule>("gap-limit", GapLimit),
            Calendar = ReadWord<CalendarKind>("calendar", Calendar),
            Touch = ReadInteger("touch", Touch) ?? 0,
            WarmUp = WarmUp.Trim().Length == 0 ? null : ReadInteger("warmup", WarmUp),
            CloseAtEnd = CloseAtEnd,
            Participation = ReadDecimal("participation", Participation),
            Session = ReadWord<SessionChoice>("session", Session),
            Equity = ReadWord<EquityResolution>("equity", Equity),
            Benchmark = Benchmark.Length == 0 ? null : Benchmark,
            Trials = ReadInteger("trials", Trials) ?? 1,
            RiskFree = ReadDecimal("risk-free", RiskFree.TrimEnd('%', ' ')),
            Bust = ReadDecimal("bust", Bust.TrimEnd('%', ' ')),
            Goal = ReadDecimal("goal", Goal.TrimEnd('%', ' ')),
            CostStrip = CostStrip,
            Magnifier = Core.Market.Timeframe.TryParse(Magnifier, out var inside) ? inside : null,
            Exposure = ReadExposure(),
            Parameters = ReadParameters(),
        };
        settings = ReadMoney(settings);
        _problems.AddRange(SettingsCheck.Problems(settings).Where(p => p.Path != "exposure" && _problems.All(known => known.Path != p.Path))); // the form has checked each limit in its own field
        if (Instruments.Count > 0) _problems.AddRange(SettingsCheck.OfSymbols(settings, Instruments).Where(p => _problems.All(known => known.Path != p.Path)).ToList());
        if (settings.Touch > 0 && settings.PriceStep == 0 && settings.OwnTerms.Count == 0) Add("touch", "Touch counts price steps, so it needs a price step above 0.", "Касание считается в шагах цены, поэтому нужен шаг больше 0.");
        return settings;
    }

    /// <summary>Null without a limit, so that the run is the one that it always was.</summary>
    private ExposureLimits? ReadExposure()
    {
        var limits = new ExposureLimits { Gross = ReadLimit("max-gross", MaxGross), Net = ReadLimit("max-net", MaxNet), Symbol = ReadLimit("max-symbol", MaxSymbol), Sector = ReadLimit("max-sector", MaxSector) };
        var sectors = ReadSectors();
        if (limits.Sector > 0 && sectors.Count == 0) Add("sectors", "A limit on sectors needs the sectors: moex:SBER = banks, moex:LKOH = oil.", "Для предела на сектор нужны секторы: moex:SBER = банки, moex:LKOH = нефть.");
        return limits is { Gross: 0, Net: 0, Symbol: 0, Sector: 0 } ? null : limits with { Sectors = sectors };
    }

    private decimal ReadLimit(string field, string text)
    {
        if (text.Trim().Length == 0) return 0;
        var value = ReadDecimal(field, text, fallback: 1);
        if (value <= 0) Add(field, "A limit is above 0 %; leave it empty for none.", "Предел больше 0 %; пусто — без предела.");
        return Math.Max(0, value);
    }

    private SortedDictionary<string, string> ReadSectors()
    {
        var sectors = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in Sectors.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', StringSplitOptions.TrimEntries) is [{ Length: > 0 } symbol, { Length: > 0 } name]) sectors[symbol] = name;
            else Add("sectors", $"'{part}' is no sector; write moex:SBER = banks.", $"«{part}» — не сектор; напишите moex:SBER = банки.");
        }
        return sectors;
    }

    private SortedDictionary<string, string> ReadParameters()
    {
        var typed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in Parameters)
            if (value.Trim().Length > 0) typed[name] = decimal.TryParse(value.Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? value.Trim().Replace(',', '.') : value.Trim();
        return typed;
    }

    private Timeframe? ReadTimeframe()
    {
        if (Core.Market.Timeframe.TryParse(Timeframe, out var timeframe)) return timeframe;
        Add("timeframe", "Choose a timeframe.", "Выберите таймфрейм.");
        return null;
    }

    private DateTimeOffset? ReadDate(string field, string text)
    {
        if (text.Length == 0) return null;
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)) return date;
        Add(field, $"'{text}' is no date; write 2024-01-31.", $"«{text}» — не дата; напишите 2024-01-31.");
        return null;
    }

    private decimal ReadDecimal(string field, string text, decimal fallback = 0)
    {
        if (decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) return value;
        Add(field, $"'{text}' is no number; write 1000 or 0.01.", $"«{text}» — не число; напишите 1000 или 0.01.");
        return fallback;
    }

    private int? ReadInteger(string field, string text)
    {
        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return value;
        Add(field, $"'{text}' is no whole number from 0.", $"«{text}» — не целое число от 0.");
        return null;
    }

    private Slippage ReadSlippage()
    {
        if (CostText.TryParseSlippage(Slippage.Trim(), out var slippage)) return slippage;
        Add("slippage", $"'{Slippage}' is no slippage; write 0.05%, 2t for two price steps, or 0.01 in price.", $"«{Slippage}» — не проскальзывание; напишите 0.05%, 2t для двух шагов цены или 0.01 в цене.");
        return Core.Trading.Slippage.None;
    }

    private T ReadWord<T>(string field, string word) where T : struct, Enum
    {
        if (SettingsText.TryParse<T>(word, out var value)) return value;
        Add(field, $"'{word}' is none of {string.Join(", ", SettingsText.All<T>())}.", $"«{word}» не входит в {string.Join(", ", SettingsText.All<T>())}.");
        return default;
    }

    private static string Limit(decimal? percent) => percent is > 0 ? Text(percent.Value) : "";

    private void Add(string field, string en, string ru) => _problems.Add(new Problem(Severity.Error, "invalid-" + field, field, new Text(en, ru)));

    private static string Date(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Text(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
