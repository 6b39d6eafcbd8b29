namespace TradeForge.Core.Market.Import;

/// <summary>What is wrong with a file or with what the user says about it.</summary>
internal static class ImportProblems
{
    public static Problem NoFormat { get; } = new(Severity.Error, "import-format", "file", new(
        "No rows with a time, open, high, low and close were found. Name the columns, or save the file as timestamp,open,high,low,close,volume.",
        "Не найдено строк со временем и ценами открытия, максимума, минимума и закрытия. Укажите столбцы или сохраните файл как timestamp,open,high,low,close,volume."));

    public static List<Problem> Of(ImportSettings settings)
    {
        var problems = new List<Problem>();
        if (settings.Zone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            problems.Add(new(Severity.Error, "import-zone", "zone", new($"'{zone}' is no time zone; write Europe/Moscow, America/New_York or UTC.", $"«{zone}» — не часовой пояс; пишите Europe/Moscow, America/New_York или UTC.")));
        foreach (var role in settings.Columns.Keys.Where(r => !ImportColumns.Roles.Contains(r)))
            problems.Add(new(Severity.Error, "import-column", role, new($"There is no column role '{role}'; there are {string.Join(", ", ImportColumns.Roles)}.", $"Нет роли столбца «{role}»; есть {string.Join(", ", ImportColumns.Roles)}.")));
        return problems;
    }

    public static List<Problem> Of(StampSample.Reading stamps, ImportRows rows, Timeframe? said)
    {
        var problems = new List<Problem>();
        var step = CandleCleaner.CommonestStep([.. stamps.Local.Distinct().Order()]);
        if (step is null && said is null)
            problems.Add(new(Severity.Error, "import-timeframe", "timeframe", new("A single row does not show how long its bar is; name the timeframe.", "По одной строке не видно длины бара; укажите таймфрейм.")));
        else if (step is { } shown && said is { } named && shown != named)
            problems.Add(new(Severity.Warning, "import-timeframe", "timeframe", new($"Most rows are {shown} apart, not {named}.", $"Между строками чаще всего {shown}, а не {named}.")));
        if (stamps.Local.Any(t => t % 1000 != 0))
            problems.Add(new(Severity.Error, "import-ticks", "file", new("The stamps have fractions of a second: these are single trades, not candles.", "Отметки времени с долями секунды: это отдельные сделки, а не свечи.")));
        else if (rows.Good.Count == 0 && rows.Bad.Count > 0)
            problems.Add(new(Severity.Warning, "import-all-bad", "file", new("No row looked at is a valid candle; all of them would go to the quarantine.", "Среди просмотренных строк нет ни одной верной свечи; все попадут в карантин.")));
        return problems;
    }
}

/// <summary>What about a detected format could also be meant.</summary>
internal static class ImportAmbiguities
{
    public static IReadOnlyList<Text> Of(ImportFormat format, ImportShape shape, ImportSettings settings)
    {
        var texts = new List<Text>();
        var rivals = shape.Stamps.Where(s => s.Failures == shape.Stamps[0].Failures).Select(s => s.Layout).ToHashSet();
        if (settings.Layout is null && rivals.Contains(StampLayout.MonthFirst) && rivals.Contains(StampLayout.DayFirst))
            texts.Add(format.Layout == StampLayout.MonthFirst
                ? new("The dates could also be day, month, year.", "Даты можно прочитать и как день, месяц, год.")
                : new("The dates could also be month, day, year.", "Даты можно прочитать и как месяц, день, год."));
        if (settings.Layout is null && rivals.Contains(StampLayout.ShortYearFirst) && rivals.Contains(StampLayout.ShortDayFirst) && shape.Stamps.Count > 1 && shape.Stamps[1].Turns == shape.Stamps[0].Turns)
            texts.Add(new("The dates could also be in the other order of day and year.", "Даты можно прочитать и с обратным порядком дня и года."));
        var local = !format.DatesOnly && format.Layout != StampLayout.Epoch && !shape.Zoned;
        if (local && settings.Zone is null)
            texts.Add(new($"The stamps name no time zone and are taken as {format.Zone.Id}.", $"Отметки времени не называют часовой пояс; принят {format.Zone.Id}."));
        if (local && !settings.StampIsEnd && format.Layout != StampLayout.Iso)
            texts.Add(new("The stamps are taken as the starts of the bars; some providers write the ends.", "Отметки времени приняты за начало бара; некоторые источники пишут конец."));
        if (!settings.Columns.ContainsKey("volume") && ImportHeader.VolumeChoices(format.Header) is { Count: > 1 } volumes)
            texts.Add(new($"Several columns could be the volume ({string.Join(", ", volumes.Select(v => format.Header[v]))}); the first is taken.", $"Объёмом могут быть несколько столбцов ({string.Join(", ", volumes.Select(v => format.Header[v]))}); взят первый."));
        if (format.Columns.Volume < 0) texts.Add(new("There is no volume; it is unknown.", "Объёма нет; он неизвестен."));
        return texts;
    }
}
