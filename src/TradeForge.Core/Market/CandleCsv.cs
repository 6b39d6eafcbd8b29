namespace TradeForge.Core.Market;

/// <summary>Reads the candle CSV of the contract (section 1) in chunks of UTF-8 bytes. One parser per file, one thread.</summary>
/// <remarks>
/// The header names the columns; <c>timestamp</c>, <c>time</c> or <c>date</c> is the stamp, further columns are ignored. Fields may be
/// quoted. Rows that break G57 and lines that cannot be read are counted by reason and left out. Empty lines do not count.
/// </remarks>
public sealed class CandleCsv
{
    private static readonly string[] Names = ["timestamp", "open", "high", "low", "close", "volume"];

    private readonly string _name;
    private readonly Dictionary<CandleFault, (int Count, List<string> First)> _faults = [];
    private int[]? _columns;
    private bool _plain;
    private IsoTime _clock;
    private int _line;

    /// <param name="name">What stands before the line number in messages; empty for a single file.</param>
    public CandleCsv(string name = "", int capacity = 1024)
    {
        _name = name;
        Rows = new CandleColumns(capacity);
    }

    /// <summary>Good rows in the order of the file.</summary>
    public CandleColumns Rows { get; }

    /// <summary>Why the file cannot be read at all; null while the header is right or not seen yet.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Rows left out so far, by reason.</summary>
    public IReadOnlyList<FaultyLines> Dropped => [.. _faults.OrderBy(f => f.Key).Select(f => new FaultyLines(f.Key, f.Value.Count, f.Value.First))];

    /// <summary>Reads a whole text; a missing line end after the last row does not matter.</summary>
    public static CandleCsv Read(ReadOnlySpan<byte> text, string name = "")
    {
        var csv = new CandleCsv(name, Math.Max(16, text.Length / 48));
        csv.Finish(text[csv.Feed(text)..]);
        return csv;
    }

    /// <summary>Reads the complete lines of the chunk and says how many bytes they were; the caller gives the rest again with the next chunk.</summary>
    public int Feed(ReadOnlySpan<byte> chunk)
    {
        var used = 0;
        while (Problem is null)
        {
            var length = chunk[used..].IndexOf((byte)'\n');
            if (length < 0) return used;
            Line(chunk.Slice(used, length));
            used += length + 1;
        }
        return chunk.Length;
    }

    /// <summary>Reads what is left after the last line end.</summary>
    public void Finish(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > 0 && Problem is null) Line(rest);
        if (_columns is null && Problem is null) Problem = HeaderProblem("");
    }

    private void Line(ReadOnlySpan<byte> line)
    {
        _line++;
        if (line.Length > 0 && line[^1] == '\r') line = line[..^1];
        if (line.Length == 0 || line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0) return;
        if (_columns is null) Header(line);
        else if (!_plain || !TryPlain(line)) Mapped(line);
    }

    private void Header(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("\uFEFF"u8)) line = line[3..];
        var fields = CsvLine.Split(line, ',').ConvertAll(f => f.Trim().ToLowerInvariant());
        var time = fields.FindIndex(f => f is "timestamp" or "time" or "date");
        int[] columns = [time, .. Names.Skip(1).Select(n => fields.IndexOf(n))];
        if (columns.Any(c => c < 0)) Problem = HeaderProblem(string.Join(", ", Names.Where((_, i) => columns[i] < 0)));
        _columns = columns;
        _plain = columns.SequenceEqual(Enumerable.Range(0, 6)) && fields.Count == 6;
    }

    private Problem HeaderProblem(string missing) => new(Severity.Error, "candle-header", _name, new(
        $"The first line must be the header timestamp,open,high,low,close,volume{(missing.Length > 0 ? $"; missing: {missing}" : "; the file is empty")}.",
        $"Первая строка должна быть заголовком timestamp,open,high,low,close,volume{(missing.Length > 0 ? $"; не хватает: {missing}" : "; файл пуст")}."));

    private bool TryPlain(ReadOnlySpan<byte> line)
    {
        const byte comma = (byte)',';
        var position = line.IndexOf(comma) + 1;
        if (position < 1 || !_clock.TryParse(line[..(position - 1)], out var time)) return false;
        if (!FastNumber.TryReadField(line, ref position, comma, out var open) || !FastNumber.TryReadField(line, ref position, comma, out var high)
            || !FastNumber.TryReadField(line, ref position, comma, out var low) || !FastNumber.TryReadField(line, ref position, comma, out var close)
            || !FastNumber.TryReadField(line, ref position, comma, out var volume) || position <= line.Length) return false;
        Take(time, open, high, low, close, volume);
        return true;
    }

    private void Mapped(ReadOnlySpan<byte> line)
    {
        var fields = CsvLine.Split(line, ',');
        var values = (stackalloc double[5]);
        var good = TryField(fields, 0, out var stamp) & _clock.TryParse(CsvLine.Utf8(stamp), out var time);
        for (var i = 0; i < 5; i++) good = good && TryField(fields, i + 1, out var field) && FastNumber.TryParse(CsvLine.Utf8(field), out values[i]);
        if (good) Take(time, values[0], values[1], values[2], values[3], values[4]);
        else Fault(CandleFault.Unreadable);
    }

    private bool TryField(List<string> fields, int name, out string field)
    {
        var column = _columns![name];
        field = column < fields.Count ? fields[column].Trim() : "";
        return field.Length > 0;
    }

    private void Take(long time, double open, double high, double low, double close, double volume)
    {
        var fault = CandleCheck.Check(time, open, high, low, close, volume);
        if (fault == CandleFault.None) Rows.Add(time, open, high, low, close, volume);
        else Fault(fault);
    }

    private void Fault(CandleFault fault)
    {
        var (count, first) = _faults.TryGetValue(fault, out var known) ? known : (0, []);
        if (count < FaultyLines.Keep) first.Add(_name.Length > 0 ? $"{_name}:{_line}" : $"{_line}");
        _faults[fault] = (count + 1, first);
    }
}
