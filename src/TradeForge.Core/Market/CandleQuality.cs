using System.Globalization;

namespace TradeForge.Core.Market;

/// <summary>Lines with one fault: how many, and the first few of them.</summary>
/// <param name="Fault">What is wrong with them.</param>
/// <param name="Count">How many lines.</param>
/// <param name="First">Where the first ones are, <c>line</c> or <c>file:line</c>, counted from 1; at most <see cref="Keep"/>.</param>
public sealed record FaultyLines(CandleFault Fault, int Count, IReadOnlyList<string> First)
{
    public const int Keep = 5;
}

/// <summary>What the cleaning of a series found. Counts are rows of the files.</summary>
public sealed record CandleQuality
{
    /// <summary>Rows read, good or bad, without headers and empty lines.</summary>
    public required int Rows { get; init; }
    /// <summary>Bars that remain.</summary>
    public required int Bars { get; init; }
    /// <summary>Rows that stood after a later stamp and were moved.</summary>
    public required int Sorted { get; init; }
    /// <summary>Rows replaced by a later row with the same stamp.</summary>
    public required int Duplicates { get; init; }
    /// <summary>Rows left out, by reason.</summary>
    public required IReadOnlyList<FaultyLines> Dropped { get; init; }
    /// <summary>No bar has a volume: it is unknown, not zero (golden rule G56).</summary>
    public required bool VolumeUnknown { get; init; }

    /// <summary>Every finding in words, with its count. Empty when the data was clean. <see cref="VolumeUnknown"/> is not among them: the run says it.</summary>
    public IReadOnlyList<Text> Warnings
    {
        get
        {
            var texts = new List<Text>();
            if (Sorted > 0) texts.Add(Counted(Sorted, "rows were out of time order and were sorted", "Строк не по порядку времени, отсортировано"));
            if (Duplicates > 0) texts.Add(Counted(Duplicates, "rows repeated a timestamp; the last one was kept", "Строк с повторной отметкой времени, оставлена последняя"));
            foreach (var lines in Dropped) texts.Add(Sentence(lines));
            return texts;
        }
    }

    private static Text Counted(int count, string en, string ru) => new($"{Number(count)} {en}.", $"{ru}: {Number(count)}.");

    private static Text Sentence(FaultyLines lines)
    {
        var where = string.Join(", ", lines.First) + (lines.Count > lines.First.Count ? ", …" : "");
        var what = CandleCheck.Describe(lines.Fault);
        return new($"{Number(lines.Count)} rows were dropped: {what.En} (line {where}).", $"Строк отброшено: {Number(lines.Count)}; причина: {what.Ru} (строка {where}).");
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
