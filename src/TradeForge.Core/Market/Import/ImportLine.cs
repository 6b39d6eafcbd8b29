using System.Text;

namespace TradeForge.Core.Market.Import;

/// <summary>Splits a row into fields without copying; blanks and quotes around a field are not part of it.</summary>
internal ref struct ImportLine
{
    /// <summary>More columns than any provider has; further ones are not looked at.</summary>
    public const int MaxFields = 48;

    private readonly ReadOnlySpan<byte> _line;
    private readonly Span<Range> _fields;

    public ImportLine(ReadOnlySpan<byte> line, char delimiter, Span<Range> fields)
    {
        _line = line;
        _fields = fields;
        var (start, quoted) = (0, false);
        for (var i = 0; i < line.Length && Count < fields.Length - 1; i++)
        {
            if (line[i] == '"') quoted = !quoted;
            else if (line[i] == delimiter && !quoted)
            {
                _fields[Count++] = start..i;
                start = i + 1;
            }
        }
        _fields[Count++] = start..(Count == fields.Length ? start : line.Length);
    }

    public int Count { get; private set; }

    public readonly ReadOnlySpan<byte> this[int field] => field >= 0 && field < Count ? _line[_fields[field]].Trim(" \t\""u8) : [];

    /// <summary>The number in a field. A decimal comma, and points or blanks between thousands, are read when the file has them.</summary>
    public readonly bool TryNumber(int field, bool decimalComma, out double value)
    {
        var text = this[field];
        if (!decimalComma && text.IndexOf((byte)',') < 0) return FastNumber.TryParse(text, out value) && text.Length > 0;
        Span<byte> plain = stackalloc byte[64];
        var length = 0;
        value = 0;
        if (text.Length is 0 or > 64) return false;
        foreach (var b in text)
        {
            if (decimalComma ? b == '.' : b == ',') continue; // between thousands
            plain[length++] = decimalComma && b == ',' ? (byte)'.' : b;
        }
        return FastNumber.TryParse(plain[..length], out value);
    }

    public readonly string Text(int field) => Encoding.UTF8.GetString(this[field]);
}
