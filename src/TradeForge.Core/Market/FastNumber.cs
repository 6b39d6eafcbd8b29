using System.Globalization;

namespace TradeForge.Core.Market;

/// <summary>Reads decimal numbers from UTF-8 text: always the value of <c>double.Parse</c>, mostly much faster.</summary>
/// <remarks>
/// A decimal with a significand up to 2^53 and a power of ten within ±22 is one multiplication or division of two exactly
/// represented doubles, hence correctly rounded (W. D. Clinger, How to read floating point numbers accurately, 1990).
/// Everything else goes to <c>double.TryParse</c>.
/// </remarks>
public static class FastNumber
{
    private const ulong ExactLimit = 1UL << 53;
    private static readonly double[] Powers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>The number that <paramref name="text"/> is, without blanks around it; false when it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        var position = 0;
        return TryReadField(text, ref position, 0, out value);
    }

    /// <summary>Reads from <paramref name="position"/> to the next <paramref name="delimiter"/> or the end and moves past it.</summary>
    public static bool TryReadField(ReadOnlySpan<byte> line, ref int position, byte delimiter, out double value)
    {
        var start = position;
        var i = start;
        var negative = false;
        if (i < line.Length && line[i] is (byte)'-' or (byte)'+') negative = line[i++] == '-';

        ulong digits = 0;
        var count = 0;
        var fraction = 0;
        uint d;
        for (; i < line.Length && (d = line[i] - (uint)'0') <= 9; i++, count++) digits = digits * 10 + d;
        if (i < line.Length && line[i] == '.')
        {
            var point = ++i;
            for (; i < line.Length && (d = line[i] - (uint)'0') <= 9; i++) digits = digits * 10 + d;
            fraction = i - point;
            count += fraction;
        }

        var plain = i >= line.Length || line[i] == delimiter;
        if (plain && count is > 0 and <= 19 && digits <= ExactLimit && fraction <= 22)
        {
            var exact = fraction == 0 ? digits : digits / Powers[fraction];
            value = negative ? -exact : exact;
            position = i + 1;
            return true;
        }
        return TryReadSlow(line, ref position, delimiter, out value);
    }

    private static bool TryReadSlow(ReadOnlySpan<byte> line, ref int position, byte delimiter, out double value)
    {
        var rest = position < line.Length ? line[position..] : [];
        var length = rest.IndexOf(delimiter);
        if (length < 0) length = rest.Length;
        position += length + 1;
        return double.TryParse(rest[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
