using System.Text.Json;

namespace TradeForge.Core.Simulation;

/// <summary>Numbers and times of a result as UTF-8: the same characters that the framework's formatters give, in a fraction of the time.</summary>
internal static class JsonText
{
    /// <summary>Room that any number or time needs.</summary>
    public const int Longest = 32; // 29 digits, sign, point

    /// <summary>All digits, without trailing zeros after the point.</summary>
    public static int Number(decimal value, Span<byte> text)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        Span<byte> digits = stackalloc byte[36]; // of the whole number that the decimal holds, written from the end
        digits.Fill((byte)'0');
        var (low, middle, high, start) = ((uint)parts[0], (uint)parts[1], (uint)parts[2], digits.Length);
        while ((low | middle | high) != 0)
        {
            var group = DivideByBillion(ref low, ref middle, ref high);
            for (var i = start; group != 0; group /= 100)
            {
                i -= 2;
                Two((int)(group % 100), digits[i..]);
            }
            start -= 9;
        }
        var point = digits.Length - value.Scale;
        var end = Math.Max(point, digits.LastIndexOfAnyExcept((byte)'0') + 1);
        start = digits.IndexOfAnyExcept((byte)'0') is var first and >= 0 ? Math.Min(first, point - 1) : point - 1;
        var length = 0;
        if (parts[3] < 0 && (parts[0] | parts[1] | parts[2]) != 0) text[length++] = (byte)'-';
        digits[start..point].CopyTo(text[length..]);
        length += point - start;
        if (end == point) return length;
        text[length++] = (byte)'.';
        digits[point..end].CopyTo(text[length..]);
        return length + end - point;
    }

    private static uint DivideByBillion(ref uint low, ref uint middle, ref uint high)
    {
        const uint Billion = 1_000_000_000;
        var rest = (ulong)high;
        (high, rest) = ((uint)(rest / Billion), rest % Billion);
        rest = (rest << 32) | middle;
        (middle, rest) = ((uint)(rest / Billion), rest % Billion);
        rest = (rest << 32) | low;
        (low, rest) = ((uint)(rest / Billion), rest % Billion);
        return (uint)rest;
    }

    /// <summary>yyyy-MM-ddTHH:mm:ssZ, with milliseconds where there are any.</summary>
    public static int Time(long milliseconds, Span<byte> text)
    {
        var (day, rest) = Math.DivRem(milliseconds, 86_400_000L);
        if (rest < 0) (day, rest) = (day - 1, rest + 86_400_000L);
        var (year, month, date) = DateOnly.FromDayNumber((int)day + 719_162); // 1970-01-01
        var (second, thousandth) = Math.DivRem((int)rest, 1000);
        Two(year / 100, text);
        Two(year % 100, text[2..]);
        text[4] = (byte)'-';
        Two(month, text[5..]);
        text[7] = (byte)'-';
        Two(date, text[8..]);
        text[10] = (byte)'T';
        Two(second / 3600, text[11..]);
        text[13] = (byte)':';
        Two(second / 60 % 60, text[14..]);
        text[16] = (byte)':';
        Two(second % 60, text[17..]);
        var length = 19;
        if (thousandth > 0)
        {
            (text[19], text[20]) = ((byte)'.', (byte)('0' + (thousandth / 100)));
            Two(thousandth % 100, text[21..]);
            length = 23;
        }
        text[length] = (byte)'Z';
        return length + 1;
    }

    public static void WriteNumber(Utf8JsonWriter json, string name, decimal value)
    {
        Span<byte> text = stackalloc byte[Longest];
        json.WritePropertyName(name);
        json.WriteRawValue(text[..Number(value, text)], skipInputValidation: true);
    }

    public static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[Longest];
        json.WriteString(name, text[..Time(time.ToUnixTimeMilliseconds(), text)]);
    }

    private static void Two(int number, Span<byte> text) => (text[0], text[1]) = ((byte)('0' + (number / 10)), (byte)('0' + (number % 10)));
}
