using System.Globalization;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Web.Features.Runs;

/// <summary>What is typed into the run form, as text; <see cref="Read"/> turns it into settings or into every problem at once.</summary>
internal sealed class RunForm
{
    private readonly List<Problem> _problems = [];

    public Guid? Strategy { get; set; }
    public string Instrument { get; set; } = "";
    public string Timeframe { get; set; } = "";
    /// <summary>Dates as <c>yyyy-MM-dd</c>, UTC; empty = from the first bar, to the last.</summary>
    public string From { get; set; } = "";
    public string To { get; set; } = "";
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

    /// <summary>Takes fees, lot and price step of the instrument, and one step of slippage (0.05 % where the step is not known).</summary>
    public void Suggest(decimal lot, decimal priceStep, Commission commission, CalendarKind calendar)
    {
        (Lot, PriceStep, Commission) = (Text(lot), Text(priceStep), CostText.Write(commission with { MakerPercent = null })); // the taker's fee on every fill: the careful assumption
        Slippage = CostText.Write(priceStep > 0 ? new Slippage(1, SlippageUnit.Ticks) : new Slippage(0.05m));
        Calendar = SettingsText.Word(calendar);
    }

    /// <summary>Takes the settings of an earlier run.</summary>
    public void Take(BacktestSettings s)
    {
        (From, To) = (Date(s.From), Date(s.To));
        (Cash, Lot, PriceStep) = (Text(s.Cash), Text(s.Lot), Text(s.PriceStep));
        (Commission, Slippage) = (CostText.Write(s.Commission), CostText.Write(s.Slippage));
        (Fill, SameBar, Protection) = (SettingsText.Word(s.Fill), SettingsText.Word(s.SameBar), SettingsText.Word(s.Protection));
        (GapLimit, Calendar) = (SettingsText.Word(s.GapLimit), SettingsText.Word(s.Calendar));
        (Touch, WarmUp, CloseAtEnd) = (Text(s.Touch), s.WarmUp is { } bars ? Text(bars) : "", s.CloseAtEnd);
    }

    /// <returns>The settings, or null with every problem; a problem's path is the id of its field.</returns>
    public (BacktestSettings? Settings, IReadOnlyList<Problem> Problems) Read()
    {
        var settings = ReadSettings();
        return (_problems.Count == 0 ? settings : null, [.. _problems]);
    }

    /// <summary>The settings for showing costs, which do not ask for a strategy; null while something else is wrong.</summary>
    public BacktestSettings? ReadCosts()
    {
        var settings = ReadSettings();
        return _problems.All(p => p.Path == "strategy") ? settings : null;
    }

    private BacktestSettings ReadSettings()
    {
        _problems.Clear();
        if (Strategy is null) Add("strategy", "Choose a strategy.", "Выберите стратегию.");
        if (Instrument.Length == 0) Add("instrument", "Choose an instrument.", "Выберите инструмент.");
        var settings = new BacktestSettings
        {
            Timeframe = ReadTimeframe(),
            From = ReadDate("from", From),
            To = ReadDate("to", To),
            Cash = ReadDecimal("cash", Cash, fallback: 1),
            Lot = ReadDecimal("lot", Lot),
            PriceStep = ReadDecimal("price-step", PriceStep),
            Commission = ReadCommission(),
            Slippage = ReadSlippage(),
            Fill = ReadWord<FillRule>("fill", Fill),
            SameBar = ReadWord<SameBarRule>("same-bar", SameBar),
            Protection = ReadWord<ProtectionRule>("protection", Protection),
            GapLimit = ReadWord<GapLimitRule>("gap-limit", GapLimit),
            Calendar = ReadWord<CalendarKind>("calendar", Calendar),
            Touch = ReadInteger("touch", Touch) ?? 0,
            WarmUp = WarmUp.Trim().Length == 0 ? null : ReadInteger("warmup", WarmUp),
            CloseAtEnd = CloseAtEnd,
        };
        _problems.AddRange(SettingsCheck.Problems(settings).Where(p => _problems.All(known => known.Path != p.Path)));
        if (settings.Touch > 0 && settings.PriceStep == 0) Add("touch", "Touch counts price steps, so it needs a price step above 0.", "Касание считается в шагах цены, поэтому нужен шаг больше 0.");
        return settings;
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

    private Commission ReadCommission()
    {
        if (CostText.TryParseCommission(Commission.Trim(), out var commission)) return commission;
        Add("commission", $"'{Commission}' is no commission; write 0.1%, 5, 0.01/unit, 1/lot, or a sum such as 5+0.1%.", $"«{Commission}» — не комиссия; напишите 0.1%, 5, 0.01/unit, 1/lot или сумму вроде 5+0.1%.");
        return Core.Trading.Commission.None;
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

    private void Add(string field, string en, string ru) => _problems.Add(new Problem(Severity.Error, "invalid-" + field, field, new Text(en, ru)));

    private static string Date(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Text(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
