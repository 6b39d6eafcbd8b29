using System.Globalization;
using System.Text;

namespace TradeForge.Core.Market;

/// <summary>Reads a column CSV: header <c>timestamp,value</c>, stamps as in candle files, an empty value = not known from then on.</summary>
/// <remarks>
/// The stamp is the moment from which the value counts, never a bar start. <c>time</c> or <c>date</c> also name it; further columns are
/// ignored. Rows are sorted, of equal stamps the last stays. A row that cannot be read is a problem: a missing signal is not the same as none.
/// </remarks>
public static class ColumnCsv
{
    private const int MostNamed = 5;

    /// <summary>The column, or what is wrong with the text.</summary>
    public static (TimedColumn? Column, Problem? Problem) Read(string name, ReadOnlySpan<byte> text)
    {
        var lines = Encoding.UTF8.GetString(text).TrimStart('\uFEFF').Split('\n');
        var header = CsvLine.Split(lines[0].TrimEnd('\r'), ',').ConvertAll(f => f.Trim().ToLowerInvariant());
        var (time, value) = (header.FindIndex(f => f is "timestamp" or "time" or "date"), header.IndexOf("value"));
        if (time < 0 || value < 0) return (null, new(Severity.Error, "column-header", name, new(
            $"The first line of the column {name} must be the header timestamp,value.", $"Первая строка столбца {name} должна быть заголовком timestamp,value.")));
        var rows = new SortedDictionary<long, double>();
        var wrong = new List<int>();
        var clock = new IsoTime();
        for (var i = 1; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i])) continue;
            var fields = CsvLine.Split(lines[i].TrimEnd('\r'), ',');
            if (Math.Max(time, value) < fields.Count && clock.TryParse(CsvLine.Utf8(fields[time].Trim()), out var stamp) && TryValue(fields[value].Trim(), out var number)) rows[stamp] = number;
            else wrong.Add(i + 1);
        }
        return wrong.Count > 0 ? (null, Wrong(name, wrong)) : (new TimedColumn(name, [.. rows.Keys], [.. rows.Values]), null);
    }

    private static bool TryValue(string text, out double value)
    {
        value = double.NaN;
        return text.Length == 0 || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));
    }

    private static Problem Wrong(string name, List<int> lines)
    {
        var first = string.Join(", ", lines.Take(MostNamed)) + (lines.Count > MostNamed ? ", …" : "");
        return new(Severity.Error, "column-rows", name, new(
            $"The column {name} has {lines.Count} line(s) without a readable time and number: {first}.", $"В столбце {name} строк без читаемых времени и числа: {lines.Count} ({first})."));
    }
}
