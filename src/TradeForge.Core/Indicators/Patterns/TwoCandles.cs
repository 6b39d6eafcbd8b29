namespace TradeForge.Core.Indicators.Patterns;

/// <summary>Shapes of two candles, the older one first.</summary>
internal static class TwoCandles
{
    public static IReadOnlyList<CandlePattern> All { get; } =
    [
        Graded("engulfing", "Engulfing", "Поглощение", 2, "engulfing", (a, b) => a.Color == b.Color ? 0 : Covers(b, a) * b.Color),
        Graded("harami", "Harami", "Харами", 11, "harami", (a, b) => a.Long && b.NotLong ? -Holds(a, b) * a.Color : 0),
        Graded("harami-cross", "Harami cross", "Крест харами", 11, "haramicross", (a, b) => a.Long && b.Doji ? -Holds(a, b) * a.Color : 0),

        Either("doji-star", "Doji star", "Звезда доджи", "dojistar", (a, b) => a.Long && b.Doji && (a.White ? b.BodyAbove(a) : b.BodyBelow(a)) ? -a.Color : 0),
        Either("counterattack", "Counterattack", "Контратака", "counterattack",
            (a, b) => a.Color != b.Color && a.Long && b.Long && PatternBar.Within(b.Close, a.Close, a.Equal) ? b.Color : 0),
        Either("separating-lines", "Separating lines", "Разделение", "separatinglines",
            (a, b) => a.Color != b.Color && PatternBar.Within(b.Open, a.Open, a.Equal) && b.Long && (b.White ? b.NoLower : b.NoUpper) ? b.Color : 0),
        Either("kicking", "Kicking", "Удар", "kicking", (a, b) => Kicks(a, b) ? b.Color : 0),
        Either("kicking-by-length", "Kicking by the longer candle", "Удар по более длинной свече", "kickingbylength", (a, b) => !Kicks(a, b) ? 0 : b.Body > a.Body ? b.Color : a.Color),

        Up("piercing", "Piercing line", "Просвет в облаках", 11, "piercing",
            (a, b) => a.Black && a.Long && b.White && b.Long && b.Open < a.Low && b.Close < a.Open && b.Close > a.Close + (a.Body * 0.5)),
        Up("homing-pigeon", "Homing pigeon", "Почтовый голубь", 11, "homingpigeon", (a, b) => a.Black && b.Black && a.Long && b.NotLong && b.Inside(a)),
        Up("matching-low", "Matching low", "Равные закрытия снизу", 6, "matchinglow", (a, b) => a.Black && b.Black && PatternBar.Within(b.Close, a.Close, a.Equal)),

        Down("dark-cloud-cover", "Dark cloud cover", "Завеса из тёмных облаков", "darkcloudcover",
            (a, b) => a.White && a.Long && b.Black && b.Open > a.High && b.Close > a.Open && b.Close < a.Close - (a.Body * 0.3)),
        Down("in-neck", "In-neck", "У линии шеи изнутри", "inneck", (a, b) => StartsBelow(a, b) && b.Close <= a.Close + a.Equal && b.Close >= a.Close),
        Down("on-neck", "On-neck", "На линии шеи", "onneck", (a, b) => StartsBelow(a, b) && PatternBar.Within(b.Close, a.Low, a.Equal)),
        Down("thrusting", "Thrusting", "Толчок", "thrusting", (a, b) => StartsBelow(a, b) && b.Close > a.Close + a.Equal && b.Close <= a.Close + (a.Body * 0.5)),
    ];

    private static CandlePattern Graded(string id, string en, string ru, int first, string oracle, Func<PatternBar, PatternBar, int> value) =>
        CandlePattern.Graded(id, en, ru, first, oracle, bars => value(bars[1], bars[0]));

    private static CandlePattern Either(string id, string en, string ru, string oracle, Func<PatternBar, PatternBar, int> sign) =>
        CandlePattern.Either(id, en, ru, 11, oracle, bars => sign(bars[1], bars[0]));

    private static CandlePattern Up(string id, string en, string ru, int first, string oracle, Func<PatternBar, PatternBar, bool> match) =>
        CandlePattern.Up(id, en, ru, first, oracle, bars => match(bars[1], bars[0]));

    private static CandlePattern Down(string id, string en, string ru, string oracle, Func<PatternBar, PatternBar, bool> match) =>
        CandlePattern.Down(id, en, ru, 11, oracle, bars => match(bars[1], bars[0]));

    /// <summary>100 where the body of <paramref name="b"/> reaches beyond both ends of that of <paramref name="a"/>, 80 where it meets one of them.</summary>
    private static int Covers(PatternBar b, PatternBar a)
    {
        if (b.Top < a.Top || b.Bottom > a.Bottom) return 0;
        return (b.Top > a.Top, b.Bottom < a.Bottom) switch { (true, true) => 100, (false, false) => 0, _ => 80 };
    }

    /// <summary>100 where the body of <paramref name="b"/> lies inside that of <paramref name="a"/>, 80 where it meets an end.</summary>
    private static int Holds(PatternBar a, PatternBar b) => b.Inside(a) ? 100 : b.Top <= a.Top && b.Bottom >= a.Bottom ? 80 : 0;

    /// <summary>A marubozu, then one of the other colour that leaves a gap behind it.</summary>
    private static bool Kicks(PatternBar a, PatternBar b) =>
        a.Color != b.Color && a.Long && a.NoUpper && a.NoLower && b.Long && b.NoUpper && b.NoLower && (a.Black ? b.GapAbove(a) : b.GapBelow(a));

    /// <summary>A long black candle, then a white one that opens under its low.</summary>
    private static bool StartsBelow(PatternBar a, PatternBar b) => a.Black && a.Long && b.White && b.Open < a.Low;
}
