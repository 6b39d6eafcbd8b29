namespace TradeForge.Core.Market.Import;

/// <summary>Reads the date of a stamp in every layout but ISO and epoch.</summary>
internal static class StampDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Midnight of the date in milliseconds as if it were UTC, and how many bytes the date took.</summary>
    public static bool TryRead(StampLayout layout, ReadOnlySpan<byte> text, out long day, out int used)
    {
        day = 0;
        var (year, month, date) = (0, 0, 0);
        var good = layout switch
        {
            StampLayout.CompactYearFirst => Digits(text, 8, 12, 14, out used) && Split(text[..8], 4, out year, out month, out date),
            StampLayout.ShortYearFirst => Digits(text, 6, 6, 6, out used) && Split(text[..6], 2, out year, out month, out date),
            StampLayout.ShortDayFirst => Digits(text, 6, 6, 6, out used) && Split(text[..6], 2, out date, out month, out year),
            StampLayout.MonthName => TryNamed(text, out year, out month, out date, out used),
            _ => TryThree(text, out var a, out var b, out var c, out used) && Order(layout, a, b, c, out year, out month, out date),
        };
        if (good && layout is not StampLayout.CompactYearFirst && year < 100) year += year < 70 ? 2000 : 1900;
        if (!good || year is < 1 or > 9999 || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month)) return false;
        day = (new DateTime(year, month, date, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, int first, int second, int third, out int used)
    {
        var length = 0;
        while (length < text.Length && IsDigit(text[length])) length++;
        used = Math.Min(first, length);
        return length == first || length == second || length == third;
    }

    private static bool Split(ReadOnlySpan<byte> text, int head, out int a, out int b, out int c)
    {
        a = Number(text[..head]);
        b = Number(text.Slice(head, 2));
        c = Number(text[(head + 2)..]);
        return true;
    }

    private static bool TryThree(ReadOnlySpan<byte> text, out int a, out int b, out int c, out int used)
    {
        (a, b, c, used) = (0, 0, 0, 0);
        return Next(text, ref used, out a) && Separator(text, ref used) && Next(text, ref used, out b) && Separator(text, ref used) && Next(text, ref used, out c);
    }

    private static bool Order(StampLayout layout, int a, int b, int c, out int year, out int month, out int date)
    {
        (year, month, date) = layout switch
        {
            StampLayout.YearFirst => (a, b, c),
            StampLayout.MonthFirst => (c, a, b),
            _ => (c, b, a),
        };
        return layout != StampLayout.YearFirst || a > 31;
    }

    private static bool TryNamed(ReadOnlySpan<byte> text, out int year, out int month, out int date, out int used)
    {
        (year, month, date, used) = (0, 0, 0, 0);
        var nameFirst = text.Length > 0 && !IsDigit(text[0]);
        if (nameFirst && !(Name(text, ref used, out month) && Separator(text, ref used) && Next(text, ref used, out date))) return false;
        if (!nameFirst && !(Next(text, ref used, out date) && Separator(text, ref used) && Name(text, ref used, out month))) return false;
        return Separator(text, ref used) && Next(text, ref used, out year);
    }

    private static bool Next(ReadOnlySpan<byte> text, ref int at, out int value)
    {
        var start = at;
        while (at < text.Length && at - start < 4 && IsDigit(text[at])) at++;
        value = Number(text[start..at]);
        return at > start && (at == text.Length || !IsDigit(text[at]));
    }

    private static bool Separator(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is (byte)'-' or (byte)'/' or (byte)'.' or (byte)' ' or (byte)',') at++;
        return at > start && at - start <= 2;
    }

    private static bool Name(ReadOnlySpan<byte> text, ref int at, out int month)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiLetter((char)text[at])) at++;
        month = at - start < 3 ? 0 : 1 + Array.IndexOf(Months, System.Text.Encoding.ASCII.GetString(text.Slice(start, 3)).ToLowerInvariant());
        return month > 0;
    }

    private static bool IsDigit(byte b) => (uint)(b - '0') <= 9;

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var d in digits) value = value * 10 + (d - '0');
        return value;
    }
}

/// <summary>Reads a time of day: 10:00, 10:00:30.250, 100000, 1000, 10 AM, 05-AM, with a zone behind it or without.</summary>
internal static class StampClock
{
    /// <summary>Milliseconds since midnight, and the distance from UTC where one is named.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long ofDay, out long? offset)
    {
        (ofDay, offset) = (0, null);
        var length = 0;
        while (length < text.Length && (uint)(text[length] - '0') <= 9) length++;
        var colon = length is 1 or 2 && length < text.Length && text[length] == ':';
        return colon ? TryColons(text, out ofDay, out offset) : TryDigits(text, length, out ofDay, out offset);
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, int length, out long ofDay, out long? offset)
    {
        (ofDay, offset) = (0, null);
        var number = 0;
        if (length is < 1 or > 6) return false;
        foreach (var d in text[..length]) number = number * 10 + (d - '0');
        var (hours, minutes, seconds) = length switch
        {
            <= 2 => (number, 0, 0),
            <= 4 => (number / 100, number % 100, 0),
            _ => (number / 10_000, number / 100 % 100, number % 100),
        };
        var rest = text[length..].TrimStart(" -"u8);
        var half = TryHalf(ref rest, ref hours);
        if (length <= 2 && !half && number != 0) return false; // a lone "0" is midnight, any other number is no time
        return TryFinish(hours, minutes, seconds * 1000, rest, out ofDay, out offset);
    }

    private static bool TryColons(ReadOnlySpan<byte> text, out long ofDay, out long? offset)
    {
        Span<int> parts = [0, 0, 0];
        var at = 0;
        for (var i = 0; i < 3; i++)
        {
            var start = at;
            for (; at < text.Length && at - start < 2 && (uint)(text[at] - '0') <= 9; at++) parts[i] = parts[i] * 10 + (text[at] - '0');
            if (at >= text.Length || text[at] != ':' || i == 2) break;
            at++;
        }
        var milliseconds = parts[2] * 1000;
        if (parts[2] < 60 && at < text.Length && text[at] is (byte)'.' or (byte)',')
            for (var scale = 100; ++at < text.Length && (uint)(text[at] - '0') <= 9; scale /= 10) milliseconds += (text[at] - '0') * scale;
        var rest = text[at..].TrimStart((byte)' ');
        TryHalf(ref rest, ref parts[0]);
        return TryFinish(parts[0], parts[1], milliseconds, rest, out ofDay, out offset);
    }

    private static bool TryHalf(ref ReadOnlySpan<byte> rest, ref int hours)
    {
        if (rest.Length < 2 || (rest[1] | 32) != 'm' || (rest[0] | 32) is not ('a' or 'p') || hours is < 1 or > 12) return false;
        hours = hours % 12 + ((rest[0] | 32) == 'p' ? 12 : 0);
        rest = rest[2..].TrimStart((byte)' ');
        return true;
    }

    private static bool TryFinish(int hours, int minutes, int milliseconds, ReadOnlySpan<byte> zone, out long ofDay, out long? offset)
    {
        ofDay = (hours * 60L + minutes) * 60_000 + milliseconds;
        offset = null;
        if (hours > 23 || minutes > 59 || milliseconds > 59_999) return false;
        return zone.Length == 0 || IsoTime.TryOffset(zone, out offset);
    }
}
