namespace TradeForge.Core.Market;

/// <summary>Reads ISO-8601 stamps; a stamp without a zone is UTC. Keeps the last date, because stamps of one day follow each other.</summary>
/// <remarks>
/// Accepted: <c>2024-03-01</c>, <c>2024-03-01T10:00</c>, <c>2024-03-01 10:00:00.250</c>, each with or without <c>Z</c>, <c>+03</c>,
/// <c>+0300</c>, <c>+03:00</c>. Fractions below a millisecond are cut off. 24:00 and leap seconds are refused.
/// </remarks>
public struct IsoTime
{
    private ulong _head;
    private ushort _tail;
    private long _day;

    /// <summary>Milliseconds that the last stamp was ahead of UTC; null when it named no zone.</summary>
    public long? Offset { get; private set; }

    /// <summary>Milliseconds since 1970-01-01T00:00Z, or false when the text is no stamp.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out long milliseconds)
    {
        milliseconds = 0;
        Offset = null;
        if (text.Length < 10 || !TryDate(text, out var day)) return false;
        milliseconds = day;
        if (text.Length == 10) return true;
        if (text[10] is not ((byte)'T' or (byte)'t' or (byte)' ')) return TryZone(text[10..], ref milliseconds);
        return TryClock(text[11..], out var clock, out var used) && TryZone(text[(11 + used)..], ref clock) && Add(ref milliseconds, clock);
    }

    private static bool Add(ref long milliseconds, long clock)
    {
        milliseconds += clock;
        return true;
    }

    private bool TryDate(ReadOnlySpan<byte> text, out long day)
    {
        var head = BitConverter.ToUInt64(text);
        var tail = BitConverter.ToUInt16(text[8..]);
        day = _day;
        if (head == _head && tail == _tail && head != 0) return true;
        if (text[4] != '-' || text[7] != '-') return false;
        if (!Two(text, 0, out var century) || !Two(text, 2, out var years) || !Two(text, 5, out var month) || !Two(text, 8, out var date)) return false;
        var year = century * 100 + years;
        if (year < 1 || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month)) return false;
        day = (new DateTime(year, month, date, 0, 0, 0, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        (_head, _tail, _day) = (head, tail, day);
        return true;
    }

    private static bool TryClock(ReadOnlySpan<byte> text, out long clock, out int used)
    {
        (clock, used) = (0, 0);
        if (text.Length < 5 || text[2] != ':' || !Two(text, 0, out var hours) || !Two(text, 3, out var minutes) || hours > 23 || minutes > 59) return false;
        clock = (hours * 60L + minutes) * 60_000;
        used = 5;
        if (text.Length < 8 || text[5] != ':') return true;
        if (!Two(text, 6, out var seconds) || seconds > 59) return false;
        clock += seconds * 1000L;
        used = 8;
        if (text.Length == 8 || text[8] is not ((byte)'.' or (byte)',')) return true;
        used = 9;
        for (var scale = 100; used < text.Length && (uint)(text[used] - '0') <= 9; used++, scale /= 10) clock += (text[used] - '0') * scale;
        return used > 9;
    }

    private bool TryZone(ReadOnlySpan<byte> text, ref long milliseconds)
    {
        if (text.Length == 0) return true;
        if (!TryOffset(text, out var offset)) return false;
        Offset = offset;
        milliseconds -= offset!.Value;
        return true;
    }

    /// <summary>Reads <c>Z</c>, <c>+03</c>, <c>+0300</c>, <c>+03:00</c> as milliseconds ahead of UTC.</summary>
    internal static bool TryOffset(ReadOnlySpan<byte> text, out long? offset)
    {
        offset = 0;
        if (text.Length > 0 && text[0] is (byte)'Z' or (byte)'z') return text.Length == 1;
        if (text.Length < 3 || text[0] is not ((byte)'+' or (byte)'-') || !Two(text, 1, out var hours) || hours > 14) return false;
        var minutes = 0;
        var ok = text.Length switch
        {
            3 => true,
            5 => Two(text, 3, out minutes),
            6 => text[3] == ':' && Two(text, 4, out minutes),
            _ => false,
        };
        offset = (hours * 60L + minutes) * (text[0] == '-' ? -60_000 : 60_000);
        return ok && minutes < 60;
    }

    private static bool Two(ReadOnlySpan<byte> text, int at, out int value)
    {
        var (tens, ones) = ((uint)(text[at] - '0'), (uint)(text[at + 1] - '0'));
        value = (int)(tens * 10 + ones);
        return tens <= 9 && ones <= 9;
    }
}
