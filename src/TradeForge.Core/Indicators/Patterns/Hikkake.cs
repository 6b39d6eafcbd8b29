namespace TradeForge.Core.Indicators.Patterns;

/// <summary>Hikkake: an inside bar whose break may be false; one of the next three candles confirms that by closing on the other side of it.</summary>
/// <remarks>Source: D. Chesler, Trading False Moves with the Hikkake Pattern, Active Trader, 2004.</remarks>
internal static class Hikkake
{
    public static IReadOnlyList<CandlePattern> All { get; } =
    [
        CandlePattern.Graded("hikkake", "Hikkake", "Хиккакэ", 5, "hikkake", bars => Value(bars, 2, Plain)),
        CandlePattern.Graded("modified-hikkake", "Modified hikkake", "Изменённый хиккакэ", 10, "hikkakemod", bars => Value(bars, 3, Modified)),
    ];

    /// <summary>±100 where the shape ends, ±200 on the first candle among the next three that confirms it; a newer shape replaces an older one.</summary>
    private static int Value(PatternBars bars, int before, Func<PatternBars, int, int> shape)
    {
        var now = shape(bars, 0);
        if (now != 0) return 100 * now;
        for (var ago = 1; ago <= 3 && bars.Count > ago + before; ago++)
        {
            var sign = shape(bars, ago);
            if (sign == 0) continue;
            for (var earlier = ago - 1; earlier > 0; earlier--)
                if (Confirms(bars, sign, ago, earlier)) return 0;
            return Confirms(bars, sign, ago, 0) ? 200 * sign : 0;
        }

        return 0;
    }

    /// <summary>The candle <paramref name="at"/> bars ago closes beyond the candle before the break.</summary>
    private static bool Confirms(PatternBars bars, int sign, int ago, int at)
    {
        var inside = bars[ago + 1];
        return sign > 0 ? bars[at].Close > inside.High : bars[at].Close < inside.Low;
    }

    /// <summary>1 where an inside bar is broken downwards, −1 where upwards.</summary>
    private static int Plain(PatternBars bars, int ago) => IsInside(bars[ago + 1], bars[ago + 2]) ? Break(bars[ago], bars[ago + 1]) : 0;

    /// <summary>Two inside bars in a row, the first of which closes near the end from which the break comes.</summary>
    private static int Modified(PatternBars bars, int ago)
    {
        PatternBar a = bars[ago + 3], b = bars[ago + 2], c = bars[ago + 1];
        if (!IsInside(b, a) || !IsInside(c, b)) return 0;
        return Break(bars[ago], c) switch
        {
            1 when b.Close <= b.Low + b.Near => 1,
            -1 when b.Close >= b.High - b.Near => -1,
            _ => 0,
        };
    }

    private static bool IsInside(PatternBar b, PatternBar a) => b.High < a.High && b.Low > a.Low;

    private static int Break(PatternBar b, PatternBar a) =>
        b.High < a.High && b.Low < a.Low ? 1 : b.High > a.High && b.Low > a.Low ? -1 : 0;
}
