using System.Text;

namespace TradeForge.Core.Market.Import;

/// <summary>A row that is no candle.</summary>
/// <param name="Line">Line of the file from 1; of a JSON file the number of the row.</param>
/// <param name="Raw">The row as read, cut to 300 characters.</param>
public sealed record QuarantinedRow(long Line, string Raw, CandleFault Fault);

/// <summary>Reads the rows of a candle file of a known format, in chunks of UTF-8 bytes. One reader per file, one thread.</summary>
public sealed class ImportRows
{
    private const int RawLength = 300;
    private readonly ImportFormat _format;
    private readonly ImportColumns _columns;
    private readonly byte _end;
    private readonly long _shift;
    private StampReader _stamps;

    /// <param name="format">The format of the file.</param>
    /// <param name="skipThrough">Lines up to this one are counted and not read: they were stored before.</param>
    public ImportRows(ImportFormat format, long skipThrough = 0)
    {
        _format = format;
        _columns = format.Columns;
        _end = (byte)(format.Json ? ']' : '\n');
        _shift = format.StampIsEnd ? format.Timeframe.Milliseconds : 0;
        _stamps = new StampReader(format.Layout, format.Zone, format.DatesOnly);
        SkipThrough = Math.Max(skipThrough, format.SkippedLines);
    }

    public long SkipThrough { get; }
    /// <summary>Lines read so far.</summary>
    public long Line { get; private set; }
    /// <summary>Good rows since the last <see cref="Clear"/>.</summary>
    public CandleColumns Good { get; private set; } = new(1024);
    /// <summary>Bad rows since the last <see cref="Clear"/>.</summary>
    public List<QuarantinedRow> Bad { get; private set; } = [];

    /// <summary>Starts new lists; the old ones belong to the caller.</summary>
    public void Clear() => (Good, Bad) = (new CandleColumns(Math.Max(1024, Good.Count)), []);

    /// <summary>Reads complete rows until <paramref name="most"/> rows are kept, and says how many bytes they were.</summary>
    public int Feed(ReadOnlySpan<byte> chunk, int most = int.MaxValue)
    {
        var used = 0;
        while (Good.Count + Bad.Count < most)
        {
            var length = chunk[used..].IndexOf(_end);
            if (length < 0) break;
            Row(chunk.Slice(used, length));
            used += length + 1;
        }
        return used;
    }

    /// <summary>Reads what is left behind the last end of a row.</summary>
    public void Finish(ReadOnlySpan<byte> rest)
    {
        if (!_format.Json && rest.Length > 0) Row(rest);
    }

    internal static ReadOnlySpan<byte> Strip(ReadOnlySpan<byte> row, bool json)
    {
        if (row.StartsWith("\uFEFF"u8)) row = row[3..];
        return json ? row.Trim("[, \t\r\n"u8) : row.TrimEnd((byte)'\r');
    }

    private void Row(ReadOnlySpan<byte> row)
    {
        Line++;
        if (Line <= SkipThrough) return;
        row = Strip(row, _format.Json);
        if (row.Length == 0 || row[0] == '#' || row.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0) return;
        var fault = TryRead(row, out var candle) ? CandleCheck.Check(candle) : CandleFault.Unreadable;
        if (fault == CandleFault.None) Good.Add(candle.Time, candle.Open, candle.High, candle.Low, candle.Close, candle.Volume);
        else Bad.Add(new QuarantinedRow(Line, Cut(row), fault));
    }

    private bool TryRead(ReadOnlySpan<byte> row, out Candle candle)
    {
        candle = default;
        var line = new ImportLine(row, _format.Delimiter, stackalloc Range[ImportLine.MaxFields]);
        var comma = _format.DecimalComma;
        var volume = 0.0;
        if (_columns.Clock >= 0 && line[_columns.Clock].Length == 0) return false;
        if (!_stamps.TryRead(line[_columns.Time], _columns.Clock >= 0 ? line[_columns.Clock] : [], out var time)) return false;
        if (!line.TryNumber(_columns.Open, comma, out var open) || !line.TryNumber(_columns.High, comma, out var high)
            || !line.TryNumber(_columns.Low, comma, out var low) || !line.TryNumber(_columns.Close, comma, out var close)
            || (_columns.Volume >= 0 && !line.TryNumber(_columns.Volume, comma, out volume))) return false;
        candle = new Candle(time - _shift, open, high, low, close, volume);
        return true;
    }

    private static string Cut(ReadOnlySpan<byte> row)
    {
        var text = Encoding.UTF8.GetString(row[..Math.Min(row.Length, 4 * RawLength)]);
        return text.Length <= RawLength ? text : text[..RawLength];
    }
}
