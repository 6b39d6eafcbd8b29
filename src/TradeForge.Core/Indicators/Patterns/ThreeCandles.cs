namespace TradeForge.Core.Indicators.Patterns;

/// <summary>Shapes of three candles, the oldest first.</summary>
internal static class ThreeCandles
{
    public static IReadOnlyList<CandlePattern> All { get; } =
    [
        Either("three-inside", "Three inside up or down", "Три внутри", 12, "3inside", ThreeInside),
        Either("three-outside", "Three outside up or down", "Три снаружи", 3, "3outside", ThreeOutside),
        Either("abandoned-baby", "Abandoned baby", "Брошенный ребёнок", 12, "abandonedbaby", AbandonedBaby),
        Either("tristar", "Tri-star", "Три звезды доджи", 12, "tristar", Tristar),
        Either("gap-side-by-side-white", "Side-by-side white lines after a gap", "Белые свечи бок о бок после разрыва", 7, "gapsidesidewhite", SideBySide),
        Either("tasuki-gap", "Tasuki gap", "Разрыв тасуки", 7, "tasukigap", Tasuki),
        Either("gap-three-methods", "Gap three methods", "Три метода с разрывом", 2, "xsidegap3methods", GapThreeMethods),

        Up("morning-star", "Morning star", "Утренняя звезда", 12, "morningstar", (a, b, c) => b.NotLong && Morning(a, b, c)),
        Up("morning-doji-star", "Morning doji star", "Утренняя звезда доджи", 12, "morningdojistar", (a, b, c) => b.Doji && Morning(a, b, c)),
        Up("three-stars-in-the-south", "Three stars in the south", "Три звезды на юге", 12, "3starsinsouth", SouthernStars),
        Up("three-white-soldiers", "Three white soldiers", "Три белых солдата", 12, "3whitesoldiers", WhiteSoldiers),
        Up("stick-sandwich", "Stick sandwich", "Сэндвич", 7, "sticksandwich", (a, b, c) => a.Black && b.White && c.Black && b.Low > a.Close && PatternBar.Within(c.Close, a.Close, a.Equal)),
        Up("unique-three-river", "Unique three river bottom", "Три реки", 12, "unique3river",
            (a, b, c) => a.Long && a.Black && b.Black && b.Close > a.Close && b.Open <= a.Open && b.Low < a.Low && c.Short && c.White && c.Open > b.Low),

        Down("evening-star", "Evening star", "Вечерняя звезда", "eveningstar", (a, b, c) => b.NotLong && Evening(a, b, c)),
        Down("evening-doji-star", "Evening doji star", "Вечерняя звезда доджи", "eveningdojistar", (a, b, c) => b.Doji && Evening(a, b, c)),
        Down("two-crows", "Two crows", "Две вороны", "2crows",
            (a, b, c) => a.White && a.Long && b.Black && b.BodyAbove(a) && c.Black && c.Open < b.Open && c.Open > b.Close && c.Close > a.Open && c.Close < a.Close),
        Down("upside-gap-two-crows", "Upside gap two crows", "Две взлетевшие вороны", "upsidegap2crows",
            (a, b, c) => a.White && a.Long && b.Black && b.NotLong && b.BodyAbove(a) && c.Black && c.Open > b.Open && c.Close < b.Close && c.Close > a.Close),
        Down("identical-three-crows", "Identical three crows", "Три одинаковые вороны", "identical3crows", IdenticalCrows),
        Down("advance-block", "Advance block", "Отбитое наступление", "advanceblock", AdvanceBlock),
        Down("stalled-pattern", "Stalled pattern", "Торможение", "stalledpattern", Stalled),
    ];

    private static CandlePattern Either(string id, string en, string ru, int first, string oracle, Func<PatternBar, PatternBar, PatternBar, int> sign) =>
        CandlePattern.Either(id, en, ru, first, oracle, bars => sign(bars[2], bars[1], bars[0]));

    private static CandlePattern Up(string id, string en, string ru, int first, string oracle, Func<PatternBar, PatternBar, PatternBar, bool> match) =>
        CandlePattern.Up(id, en, ru, first, oracle, bars => match(bars[2], bars[1], bars[0]));

    private static CandlePattern Down(string id, string en, string ru, string oracle, Func<PatternBar, PatternBar, PatternBar, bool> match) =>
        CandlePattern.Down(id, en, ru, 12, oracle, bars => match(bars[2], bars[1], bars[0]));

    private static int ThreeInside(PatternBar a, PatternBar b, PatternBar c)
    {
        if (!a.Long || !b.NotLong || !b.Inside(a) || c.Color == a.Color) return 0;
        return (a.White ? c.Close < a.Open : c.Close > a.Open) ? c.Color : 0;
    }

    private static int ThreeOutside(PatternBar a, PatternBar b, PatternBar c)
    {
        if (a.Color == b.Color || b.Top <= a.Top || b.Bottom >= a.Bottom) return 0;
        return (b.White ? c.Close > b.Close : c.Close < b.Close) ? b.Color : 0;
    }

    private static int AbandonedBaby(PatternBar a, PatternBar b, PatternBar c)
    {
        if (!a.Long || !b.Doji || !c.Long || a.Color == c.Color) return 0;
        var alone = a.White ? b.GapAbove(a) && c.GapBelow(b) : b.GapBelow(a) && c.GapAbove(b);
        return alone && Returns(a, c) ? c.Color : 0;
    }

    private static bool Morning(PatternBar a, PatternBar b, PatternBar c) => a.Long && a.Black && b.BodyBelow(a) && c.Long && c.White && Returns(a, c);

    private static bool Evening(PatternBar a, PatternBar b, PatternBar c) => a.Long && a.White && b.BodyAbove(a) && c.Long && c.Black && Returns(a, c);

    /// <summary>The last candle closes more than 0.3 of the first body inside it.</summary>
    private static bool Returns(PatternBar a, PatternBar c) => a.White ? c.Close < a.Close - (a.Body * 0.3) : c.Close > a.Close + (a.Body * 0.3);

    private static int Tristar(PatternBar a, PatternBar b, PatternBar c)
    {
        if (!a.Doji || b.Body > a.Tiny || c.Body > a.Tiny) return 0; // all three against the candles before the first
        if (b.BodyAbove(a) && c.Top < b.Top) return -1;
        return b.BodyBelow(a) && c.Bottom > b.Bottom ? 1 : 0;
    }

    private static int SideBySide(PatternBar a, PatternBar b, PatternBar c)
    {
        var up = b.BodyAbove(a) && c.BodyAbove(a);
        if (!up && !(b.BodyBelow(a) && c.BodyBelow(a))) return 0;
        return b.White && c.White && PatternBar.Within(c.Body, b.Body, b.Near) && PatternBar.Within(c.Open, b.Open, b.Equal) ? (up ? 1 : -1) : 0;
    }

    private static int Tasuki(PatternBar a, PatternBar b, PatternBar c)
    {
        if (b.Color == c.Color || !c.OpensInside(b) || !(Math.Abs(b.Body - c.Body) < b.Near)) return 0;
        var filled = b.White ? b.BodyAbove(a) && c.Close < b.Open && c.Close > a.Top : b.BodyBelow(a) && c.Close > b.Open && c.Close < a.Bottom;
        return filled ? b.Color : 0;
    }

    private static int GapThreeMethods(PatternBar a, PatternBar b, PatternBar c)
    {
        if (a.Color != b.Color || b.Color == c.Color || !c.OpensInside(b) || c.Close >= a.Top || c.Close <= a.Bottom) return 0;
        return (a.White ? b.BodyAbove(a) : b.BodyBelow(a)) ? a.Color : 0;
    }

    private static bool SouthernStars(PatternBar a, PatternBar b, PatternBar c) =>
        a.Black && b.Black && c.Black && a.Long && a.LongLower
        && b.Body < a.Body && b.Open > a.Close && b.Open <= a.High && b.Low < a.Close && b.Low >= a.Low && b.HasLower
        && c.Short && c.NoLower && c.NoUpper && c.Low > b.Low && c.High < b.High;

    /// <summary>Three white candles, each closing above and opening inside or near the body of the one before.</summary>
    private static bool Advances(PatternBar a, PatternBar b, PatternBar c) =>
        a.White && b.White && c.White && c.Close > b.Close && b.Close > a.Close
        && b.Open > a.Open && b.Open <= a.Close + a.Near;

    private static bool OpensNear(PatternBar b, PatternBar c) => c.Open > b.Open && c.Open <= b.Close + b.Near;

    private static bool WhiteSoldiers(PatternBar a, PatternBar b, PatternBar c) =>
        Advances(a, b, c) && OpensNear(b, c) && a.NoUpper && b.NoUpper && c.NoUpper
        && b.Body > a.Body - a.Far && c.Body > b.Body - b.Far && c.Long;

    private static bool AdvanceBlock(PatternBar a, PatternBar b, PatternBar c) =>
        Advances(a, b, c) && OpensNear(b, c) && a.Long && a.ShortUpper
        && ((b.Body < a.Body - a.Far && c.Body < b.Body + b.Near) || c.Body < b.Body - b.Far
            || (c.Body < b.Body && b.Body < a.Body && (c.UpperNotShort || b.UpperNotShort)) || (c.Body < b.Body && c.LongUpper));

    private static bool Stalled(PatternBar a, PatternBar b, PatternBar c) =>
        Advances(a, b, c) && a.Long && b.Long && b.NoUpper && c.Short && c.Open >= b.Close - c.Body - b.Near;

    private static bool IdenticalCrows(PatternBar a, PatternBar b, PatternBar c) =>
        a.Black && b.Black && c.Black && a.NoLower && b.NoLower && c.NoLower && a.Close > b.Close && b.Close > c.Close
        && PatternBar.Within(b.Open, a.Close, a.Equal) && PatternBar.Within(c.Open, b.Close, b.Equal);
}
