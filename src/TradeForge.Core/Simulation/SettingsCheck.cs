using TradeForge.Core.Market;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Everything that is wrong with the settings of a run, at once. Pages, API and command line ask the same check.</summary>
public static partial class SettingsCheck
{
    private const decimal MaxCash = 1_000_000_000_000m;

    private static Problem Wrong(string path, string en, string ru) => new(Severity.Error, "wrong-setting", path, new Text(en, ru));

    public static IReadOnlyList<Problem> Problems(BacktestSettings s) => s.OwnTerms.Count == 0 ? Common(s, isWhole: true) : [.. Common(s, isWhole: false), .. OwnProblems(s, s.OwnTerms.Keys)];

    /// <param name="s">Without the terms of single symbols.</param>
    /// <param name="isWhole">These are all the terms there are; else a symbol may have what others of them need.</param>
    private static List<Problem> Common(BacktestSettings s, bool isWhole)
    {
        var problems = new List<Problem>();
        if (s.Cash is <= 0 or > MaxCash) Add("cash", "The initial cash must be above 0 and at most 1 000 000 000 000.", "Начальные деньги должны быть больше 0 и не больше 1 000 000 000 000.");
        if (s.Lot is < 0 or > 1_000_000_000m) Add("lot", "The lot must be 0 or more, at most 1 000 000 000.", "Лот должен быть 0 или больше, не более 1 000 000 000.");
        if (s.PriceStep is < 0 or > 1_000_000_000m) Add("price-step", "The price step must be 0 or more.", "Шаг цены должен быть 0 или больше.");
        for (var c = s.Commission; c is not null; c = c.And) CheckCommission(c);
        if (s.Slippage is { Value: < 0 } or { Unit: SlippageUnit.Percent, Value: >= 100 } or { Spread: < 0 } or { SpreadUnit: SlippageUnit.Percent, Spread: >= 100 } or { Impact: < 0 or >= 100 }) Add("slippage", "Slippage must not be negative, and below 100 %.", "Проскальзывание не может быть отрицательным, процент — меньше 100.");
        if (s.Slippage is { Unit: SlippageUnit.Ticks, Value: > 0 } or { SpreadUnit: SlippageUnit.Ticks, Spread: > 0 } && s.PriceStep == 0 && isWhole)
            Add("slippage", "Slippage in price steps needs a price step.", "Для проскальзывания в шагах цены нужен шаг цены.");
        if (s.Touch is < 0 or > 1000) Add("touch", "Touch must be between 0 and 1000 steps.", "Параметр touch — от 0 до 1000 шагов.");
        if (s.Magnifier is { } lower && s.Timeframe is { } bars && lower.Milliseconds >= bars.Milliseconds) Add("magnifier", $"Bars of {lower} cannot look into bars of {bars}.", $"Барами {lower} нельзя заглянуть внутрь баров {bars}.");
        if (s.Book is not null && s.Magnifier is not null) Add("magnifier", "Lower bars look into the bars of strategies, not of lists of orders.", "Меньшие бары уточняют прогон стратегии, а не списка заявок.");
        if (s.Participation is < 0 or > 100_000) Add("participation", "The participation must be between 0 and 100 000 % of a bar's volume.", "Доля объёма — от 0 до 100 000 % объёма бара.");
        if (s.Exposure is { Gross: < 0 } or { Net: < 0 } or { Symbol: < 0 } or { Sector: < 0 }) Add("exposure", "Limits on exposure must be 0 % or more.", "Пределы вложений — 0 % или больше.");
        if (s.Exposure is { Sector: > 0, Sectors.Count: 0 }) Add("exposure", "A limit on sectors needs the sectors of the symbols.", "Для предела на сектор нужны секторы символов.");
        if (s.Book is { EntrySpread: < 0 or >= 100 }) Add("entry-spread", "The entry spread must be 0 % or more, and below 100 %.", "Спред входа — 0 % или больше и меньше 100 %.");
        if (s.Book is not null && (s.Later.Count > 0 || s.Financing != Financing.None || s.DividendTax != 0 || s.Currency is not null)) Add("orders", "A run of orders knows no financing, no dividends, no terms that change on a date and no second currency.", "Прогон заявок не знает финансирования, дивидендов, условий, меняющихся по датам, и второй валюты.");
        if (s.Trials < 1) Add("trials", "The number of trials must be 1 or more.", "Число попыток — 1 или больше.");
        if (s.RiskFree is < -50 or > 100) Add("risk-free", "The risk-free rate must be between -50 % and 100 % a year.", "Безрисковая ставка — от -50 % до 100 % в год.");
        if (s.Bust is <= 0 or > 100) Add("bust", "The bust must be above 0 % and at most 100 %.", "Порог краха — больше 0 % и не больше 100 %.");
        if (s.Goal is < -100 or > 1_000_000) Add("goal", "The goal must be between -100 % and 1 000 000 %.", "Цель — от -100 % до 1 000 000 %.");
        if (s.Limits is { Bars: < 1 } or { Orders: < 1 } or { Memory: < 1 } || s.Limits.Time <= TimeSpan.Zero) Add("limits", "Limits of a run must be above 0.", "Пределы прогона должны быть больше 0.");
        if (s.WarmUp < 0) Add("warmup", "The warm-up must be 0 or more bars.", "Прогрев — 0 или больше баров.");
        if (s is { Session: SessionChoice.Regular, Calendar: CalendarKind.Auto }) Add("session", "The regular session is that of an exchange: name the calendar.", "Основная сессия — это сессия биржи: назовите календарь.");
        problems.AddRange(MoneyProblems(s, isWhole));
        if (s.From >= s.To) Add("from", "The start must be before the end.", "Начало должно быть раньше конца.");
        if (s.Split <= s.From || s.Split >= s.To) Add("split", "The split must be after the start and before the end.", "Граница должна быть после начала и раньше конца.");
        return problems;

        void CheckCommission(Commission c)
        {
            if (c is { Percent: < 0 or >= 100 } or { MakerPercent: < 0 or >= 100 } or { PerOrder: < 0 } or { PerUnit: < 0 } or { PerLot: < 0 } or { Minimum: < 0 } or { Maximum: < 0 } or { RoundUpTo: < 0 })
                Add("commission", "Commission parts must not be negative, and below 100 %.", "Части комиссии не могут быть отрицательными, процент — меньше 100.");
            if (c.Maximum > 0 && c.Maximum < c.Minimum) Add("commission", "The ceiling of a commission must not be below its floor.", "Максимум комиссии не может быть меньше минимума.");
            if (c.PerLot > 0 && s.Lot == 0 && isWhole) Add("commission", "Commission per lot needs a lot size.", "Для комиссии за лот нужен размер лота.");
        }

        void Add(string path, string en, string ru) => problems.Add(Wrong(path, en, ru));
    }
}
