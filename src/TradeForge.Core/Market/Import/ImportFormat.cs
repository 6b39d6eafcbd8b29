namespace TradeForge.Core.Market.Import;

/// <summary>How a candle file is to be read: detected, or said by the user.</summary>
public sealed record ImportFormat
{
    /// <summary>One JSON array of arrays instead of lines.</summary>
    public required bool Json { get; init; }
    public required char Delimiter { get; init; }
    /// <summary>Lines before the first row: comments and the header.</summary>
    public required int SkippedLines { get; init; }
    /// <summary>Names of the columns; empty without a header.</summary>
    public required IReadOnlyList<string> Header { get; init; }
    public required ImportColumns Columns { get; init; }
    public required StampLayout Layout { get; init; }
    /// <summary>Zone of stamps that name none.</summary>
    public required TimeZoneInfo Zone { get; init; }
    /// <summary>Every stamp is a local midnight of a daily or longer bar: the date is taken as a label, in no zone.</summary>
    public required bool DatesOnly { get; init; }
    public required bool DecimalComma { get; init; }
    public required bool NewestFirst { get; init; }
    public required Timeframe Timeframe { get; init; }
    public required bool StampIsEnd { get; init; }
    /// <summary>What could also be meant; the user may say so in the settings.</summary>
    public required IReadOnlyList<Text> Ambiguities { get; init; }

    /// <summary>The format in words, a line each.</summary>
    public IReadOnlyList<Text> Words =>
    [
        Json ? new("JSON: an array of arrays", "JSON: массив массивов") : new($"columns separated by {Separator.En}", $"разделитель столбцов: {Separator.Ru}"),
        Header.Count > 0 ? new($"header in line {SkippedLines}", $"заголовок в строке {SkippedLines}") : new("no header", "без заголовка"),
        new($"columns: {Mapping(ImportColumns.Roles)}", $"столбцы: {Mapping(["время", "время суток", "открытие", "максимум", "минимум", "закрытие", "объём"])}"),
        LayoutWords,
        ZoneWords,
        DecimalComma ? new("decimal comma", "десятичная запятая") : new("decimal point", "десятичная точка"),
        NewestFirst ? new("newest first", "сначала новые") : new("oldest first", "сначала старые"),
        new($"bars of {Timeframe}, stamped with their {(StampIsEnd ? "end" : "start")}", $"бары {Timeframe}, отметка времени — {(StampIsEnd ? "конец" : "начало")} бара"),
    ];

    private Text Separator => Delimiter switch
    {
        ',' => new("a comma", "запятая"),
        ';' => new("a semicolon", "точка с запятой"),
        '\t' => new("a tab", "табуляция"),
        ' ' => new("a blank", "пробел"),
        var c => new($"'{c}'", $"«{c}»"),
    };

    private Text LayoutWords => Layout switch
    {
        StampLayout.Iso => new("time: ISO-8601", "время: ISO-8601"),
        StampLayout.Epoch => new("time: seconds, milliseconds or microseconds since 1970, by the size of each value", "время: секунды, миллисекунды или микросекунды с 1970 года, по величине числа"),
        StampLayout.CompactYearFirst => new("date: yyyymmdd", "дата: ггггммдд"),
        StampLayout.ShortYearFirst => new("date: yymmdd", "дата: ггммдд"),
        StampLayout.ShortDayFirst => new("date: ddmmyy", "дата: ддммгг"),
        StampLayout.YearFirst => new("date: year, month, day", "дата: год, месяц, день"),
        StampLayout.MonthFirst => new("date: month, day, year", "дата: месяц, день, год"),
        StampLayout.DayFirst => new("date: day, month, year", "дата: день, месяц, год"),
        _ => new("date: day, name of the month, year", "дата: день, название месяца, год"),
    };

    private Text ZoneWords => DatesOnly
        ? new("dates of the exchange, in no time zone", "даты биржи, без часового пояса")
        : new($"times that name no zone are in {Zone.Id}", $"время без указания пояса: {Zone.Id}");

    private string Mapping(IReadOnlyList<string> names)
    {
        var columns = Columns.ToArray();
        return string.Join(", ", Enumerable.Range(0, columns.Length).Where(i => columns[i] >= 0)
            .Select(i => $"{names[i]} = {columns[i] + 1}{(columns[i] < Header.Count ? $" ({Header[columns[i]]})" : "")}"));
    }
}

/// <summary>What an import of a file would do, before it is confirmed.</summary>
/// <param name="Format">The format; null when the file is none that can be read.</param>
/// <param name="FirstRows">The first good rows as they would be stored.</param>
/// <param name="SampleRows">Rows looked at.</param>
/// <param name="Faults">Bad rows among them, by reason.</param>
/// <param name="Problems">Why it cannot be imported, or warnings.</param>
public sealed record ImportPreview(ImportFormat? Format, IReadOnlyList<Candle> FirstRows, int SampleRows, IReadOnlyList<FaultyLines> Faults, IReadOnlyList<Problem> Problems);
