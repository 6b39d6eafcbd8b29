namespace TradeForge.Core.Metrics;

/// <summary>A named period in which markets fell or broke.</summary>
/// <param name="To">The last day, included.</param>
public sealed record CrisisPeriod(string Id, Text Name, DateOnly From, DateOnly To);

/// <summary>The periods that every result is held against. Dates are those of the fall of the market most concerned, from its last high to its low, or of the event itself.</summary>
public static class CrisisList
{
    public static IReadOnlyList<CrisisPeriod> All { get; } =
    [
        Period("black-monday", "Black Monday 1987", "Чёрный понедельник 1987", 1987, 10, 5, 1987, 12, 4),
        Period("asia-1997", "Asian crisis", "Азиатский кризис", 1997, 7, 2, 1997, 10, 28),
        Period("russia-1998", "Russian default and LTCM", "Дефолт России и LTCM", 1998, 7, 17, 1998, 10, 8),
        Period("dotcom", "Dot-com crash", "Крах доткомов", 2000, 3, 10, 2002, 10, 9),
        Period("september-11", "September 11", "11 сентября", 2001, 9, 10, 2001, 9, 21),
        Period("credit-2007", "Quant and credit shock", "Кредитный шок", 2007, 7, 19, 2007, 8, 16),
        Period("lehman", "Global financial crisis", "Мировой финансовый кризис", 2008, 9, 1, 2009, 3, 9),
        Period("flash-crash", "Flash crash", "Мгновенный обвал", 2010, 5, 5, 2010, 5, 25),
        Period("fukushima", "Fukushima", "Фукусима", 2011, 3, 10, 2011, 3, 17),
        Period("downgrade-2011", "US downgrade and euro crisis", "Понижение рейтинга США и кризис евро", 2011, 7, 22, 2011, 10, 3),
        Period("taper-2013", "Taper tantrum", "Сворачивание смягчения", 2013, 5, 21, 2013, 6, 24),
        Period("crimea-2014", "Crimea", "Крым", 2014, 2, 18, 2014, 3, 14),
        Period("rouble-2014", "Fall of the rouble", "Обвал рубля", 2014, 11, 24, 2014, 12, 16),
        Period("china-2015", "China and the August sell-off", "Китай и августовская распродажа", 2015, 8, 10, 2015, 8, 25),
        Period("oil-2016", "Oil and China, January 2016", "Нефть и Китай, январь 2016", 2015, 12, 29, 2016, 2, 11),
        Period("brexit", "Brexit vote", "Референдум о Brexit", 2016, 6, 23, 2016, 6, 27),
        Period("crypto-2018", "Crypto winter 2018", "Криптозима 2018", 2017, 12, 16, 2018, 12, 15),
        Period("volatility-2018", "Volatility shock", "Шок волатильности", 2018, 1, 26, 2018, 2, 8),
        Period("sanctions-2018", "Rusal sanctions", "Санкции против «Русала»", 2018, 4, 5, 2018, 4, 10),
        Period("autumn-2018", "Fourth quarter 2018", "Четвёртый квартал 2018", 2018, 9, 20, 2018, 12, 24),
        Period("covid", "Covid crash", "Обвал из-за ковида", 2020, 2, 19, 2020, 3, 23),
        Period("crypto-2021", "Crypto crash May 2021", "Криптообвал мая 2021", 2021, 5, 8, 2021, 7, 20),
        Period("rates-2022", "Rise of rates 2022", "Рост ставок 2022", 2022, 1, 3, 2022, 10, 12),
        Period("ukraine-2022", "War in Ukraine", "Начало войны на Украине", 2022, 2, 16, 2022, 3, 8),
        Period("terra-2022", "Terra and Celsius", "Terra и Celsius", 2022, 5, 5, 2022, 6, 18),
        Period("mobilisation-2022", "Mobilisation in Russia", "Мобилизация в России", 2022, 9, 19, 2022, 10, 10),
        Period("ftx", "Fall of FTX", "Крах FTX", 2022, 11, 5, 2022, 11, 21),
        Period("banks-2023", "Silicon Valley Bank", "Silicon Valley Bank", 2023, 3, 8, 2023, 3, 15),
        Period("moex-2024", "Key rate 2024 in Russia", "Ключевая ставка 2024 в России", 2024, 5, 17, 2024, 12, 17),
        Period("yen-2024", "Yen carry trade", "Йеновый керри-трейд", 2024, 7, 31, 2024, 8, 5),
        Period("tariffs-2025", "Tariffs 2025", "Пошлины 2025", 2025, 4, 2, 2025, 4, 8),
    ];

    private static CrisisPeriod Period(string id, string en, string ru, int fromYear, int fromMonth, int fromDay, int toYear, int toMonth, int toDay) =>
        new(id, new Text(en, ru), new DateOnly(fromYear, fromMonth, fromDay), new DateOnly(toYear, toMonth, toDay));
}

/// <summary>What a run did in a crisis.</summary>
/// <param name="Days">Days of the run within the period; fewer than the period has where the run begins or ends inside.</param>
/// <param name="ReturnPercent">Compounded over these days.</param>
/// <param name="BenchmarkPercent">The same of the benchmark; null where it is not known.</param>
/// <param name="MaxDrawdownPercent">Deepest fall at a day's last close below the running peak from the eve of the period on.</param>
/// <param name="WorstDayPercent">The worst of these days.</param>
public sealed record CrisisRow(CrisisPeriod Period, int Days, double ReturnPercent, double? BenchmarkPercent, double MaxDrawdownPercent, double WorstDayPercent)
{
    internal static IReadOnlyList<CrisisRow> Of(IReadOnlyList<DayRow> days) => [.. CrisisList.All.Select(period => Of(period, days)).OfType<CrisisRow>()];

    private static CrisisRow? Of(CrisisPeriod period, IReadOnlyList<DayRow> days)
    {
        var (count, growth, peak, fall, worst, market, known) = (0, 1.0, 1.0, 0.0, double.PositiveInfinity, 1.0, 0);
        for (var i = FirstFrom(period.From, days); i < days.Count && days[i].Date <= period.To; i++)
        {
            growth *= 1 + (days[i].ReturnPercent / 100);
            peak = Math.Max(peak, growth);
            (count, fall, worst) = (count + 1, Math.Min(fall, (growth / peak) - 1), Math.Min(worst, days[i].ReturnPercent));
            if (days[i].BenchmarkPercent is { } percent) (market, known) = (market * (1 + (percent / 100)), known + 1);
        }

        return count == 0 ? null : new(period, count, 100 * (growth - 1), known == 0 ? null : 100 * (market - 1), 100 * fall, worst);
    }

    private static int FirstFrom(DateOnly date, IReadOnlyList<DayRow> days)
    {
        var (low, high) = (0, days.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (days[middle].Date < date) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
