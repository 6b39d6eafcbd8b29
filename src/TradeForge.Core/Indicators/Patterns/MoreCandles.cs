namespace TradeForge.Core.Indicators.Patterns;

/// <summary>Shapes of four and five candles, the oldest first.</summary>
internal static class MoreCandles
{
    public static IReadOnlyList<CandlePattern> All { get; } =
    [
        CandlePattern.Either("three-line-strike", "Three-line strike", "Тройной удар", 8, "3linestrike", bars => LineStrike(bars[3], bars[2], bars[1], bars[0])),
        CandlePattern.Down("three-black-crows", "Three black crows", "Три чёрные вороны", 13, "3blackcrows", bars => BlackCrows(bars[3], bars[2], bars[1], bars[0])),
        CandlePattern.Up("concealing-baby-swallow", "Concealing baby swallow", "Спрятанный птенец ласточки", 13, "concealbabyswall", bars => BabySwallow(bars[3], bars[2], bars[1], bars[0])),
        CandlePattern.Either("breakaway", "Breakaway", "Отрыв", 14, "breakaway", bars => Breakaway(bars[4], bars[3], bars[2], bars[1], bars[0])),
        CandlePattern.Up("ladder-bottom", "Ladder bottom", "Нижняя ступень лестницы", 14, "ladderbottom", bars => LadderBottom(bars[4], bars[3], bars[2], bars[1], bars[0])),
        CandlePattern.Up("mat-hold", "Mat hold", "Удержание на ковре", 14, "mathold", bars => MatHold(bars[4], bars[3], bars[2], bars[1], bars[0])),
        CandlePattern.Either("rise-fall-three-methods", "Rising or falling three methods", "Три метода роста или падения", 14, "risefall3methods", bars => ThreeMethods(bars[4], bars[3], bars[2], bars[1], bars[0])),
    ];

    private static int LineStrike(PatternBar a, PatternBar b, PatternBar c, PatternBar d)
    {
        if (a.Color != b.Color || b.Color != c.Color || d.Color == c.Color || !OpensNear(a, b) || !OpensNear(b, c)) return 0;
        var strike = c.White
            ? c.Close > b.Close && b.Close > a.Close && d.Open > c.Close && d.Close < a.Open
            : c.Close < b.Close && b.Close < a.Close && d.Open < c.Close && d.Close > a.Open;
        return strike ? c.Color : 0;
    }

    private static bool OpensNear(PatternBar a, PatternBar b) => b.Open >= a.Bottom - a.Near && b.Open <= a.Top + a.Near;

    private static bool BlackCrows(PatternBar a, PatternBar b, PatternBar c, PatternBar d) =>
        a.White && b.Black && c.Black && d.Black && b.NoLower && c.NoLower && d.NoLower
        && c.OpensInside(b) && d.OpensInside(c) && a.High > b.Close && b.Close > c.Close && c.Close > d.Close;

    private static bool BabySwallow(PatternBar a, PatternBar b, PatternBar c, PatternBar d) =>
        a.Black && b.Black && c.Black && d.Black && a.NoLower && a.NoUpper && b.NoLower && b.NoUpper
        && c.BodyBelow(b) && c.HasUpper && c.High > b.Close && d.High > c.High && d.Low < c.Low;

    private static int Breakaway(PatternBar a, PatternBar b, PatternBar c, PatternBar d, PatternBar e)
    {
        if (!a.Long || a.Color != b.Color || b.Color != d.Color || e.Color == d.Color) return 0;
        var match = a.Black
            ? b.BodyBelow(a) && Lower(b, c) && Lower(c, d) && e.Close > b.Open && e.Close < a.Close
            : b.BodyAbove(a) && Lower(c, b) && Lower(d, c) && e.Close < b.Open && e.Close > a.Close;
        return match ? e.Color : 0;
    }

    /// <summary>High and low of <paramref name="b"/> are below those of <paramref name="a"/>.</summary>
    private static bool Lower(PatternBar a, PatternBar b) => b.High < a.High && b.Low < a.Low;

    private static bool LadderBottom(PatternBar a, PatternBar b, PatternBar c, PatternBar d, PatternBar e) =>
        a.Black && b.Black && c.Black && a.Open > b.Open && b.Open > c.Open && a.Close > b.Close && b.Close > c.Close
        && d.Black && d.HasUpper && e.White && e.Open > d.Open && e.Close > d.High;

    private static bool MatHold(PatternBar a, PatternBar b, PatternBar c, PatternBar d, PatternBar e)
    {
        var floor = a.Close - (a.Body * 0.3);
        return a.Long && b.Short && c.Short && d.Short && a.White && b.Black && e.White && b.BodyAbove(a)
            && c.Bottom < a.Close && d.Bottom < a.Close && c.Bottom > floor && d.Bottom > floor
            && c.Top < b.Open && d.Top < c.Top && e.Open > d.Close && e.Close > Math.Max(Math.Max(b.High, c.High), d.High);
    }

    private static int ThreeMethods(PatternBar a, PatternBar b, PatternBar c, PatternBar d, PatternBar e)
    {
        var sign = a.Color;
        var match = a.Long && b.Short && c.Short && d.Short && e.Long
            && b.Color == -sign && c.Color == -sign && d.Color == -sign && e.Color == sign
            && MeetsRange(b, a) && MeetsRange(c, a) && MeetsRange(d, a)
            && c.Close * sign < b.Close * sign && d.Close * sign < c.Close * sign && e.Open * sign > d.Close * sign && e.Close * sign > a.Close * sign;
        return match ? sign : 0;
    }

    /// <summary>A part of the body of <paramref name="b"/> lies between high and low of <paramref name="a"/>.</summary>
    private static bool MeetsRange(PatternBar b, PatternBar a) => b.Bottom < a.High && b.Top > a.Low;
}
