namespace TradeForge.Core.Indicators.Patterns;

/// <summary>Shapes of one candle, three of them beside the candle before.</summary>
internal static class OneCandle
{
    public static IReadOnlyList<CandlePattern> All { get; } =
    [
        Up("doji", "Doji", "Доджи", "doji", c => c.Doji),
        Up("dragonfly-doji", "Dragonfly doji", "Доджи-стрекоза", "dragonflydoji", c => c.Doji && c.NoUpper && c.HasLower),
        Up("gravestone-doji", "Gravestone doji", "Доджи-надгробие", "gravestonedoji", c => c.Doji && c.NoLower && c.HasUpper),
        Up("long-legged-doji", "Long-legged doji", "Длинноногий доджи", "longleggeddoji", c => c.Doji && (c.LongUpper || c.LongLower)),
        Up("rickshaw-man", "Rickshaw man", "Рикша", "rickshawman", c => c.Doji && c.LongUpper && c.LongLower && AtTheMiddle(c)),
        Up("takuri", "Takuri", "Такури", "takuri", c => c.Doji && c.NoUpper && c.Lower > 2 * c.Body),

        Colored("belt-hold", "Belt hold", "Захват за пояс", "belthold", c => c.Long && (c.White ? c.NoLower : c.NoUpper)),
        Colored("closing-marubozu", "Closing marubozu", "Закрывающий марубозу", "closingmarubozu", c => c.Long && (c.White ? c.NoUpper : c.NoLower)),
        Colored("marubozu", "Marubozu", "Марубозу", "marubozu", c => c.Long && c.NoUpper && c.NoLower),
        Colored("long-line", "Long line", "Длинная свеча", "longline", c => c.Long && c.ShortUpper && c.ShortLower),
        Colored("short-line", "Short line", "Короткая свеча", "shortline", c => c.Short && c.ShortUpper && c.ShortLower),
        Colored("spinning-top", "Spinning top", "Волчок", "spinningtop", c => c.Short && c.LongUpper && c.LongLower),
        Colored("high-wave", "High wave", "Высокая волна", "highwave", c => c.Short && c.Upper > 2 * c.Body && c.Lower > 2 * c.Body),

        CandlePattern.Up("hammer", "Hammer", "Молот", 11, "hammer", bars => HangsDown(bars[0]) && bars[0].Bottom <= bars[1].Low + bars[1].Near),
        CandlePattern.Down("hanging-man", "Hanging man", "Повешенный", 11, "hangingman", bars => HangsDown(bars[0]) && bars[0].Bottom >= bars[1].High - bars[1].Near),
        CandlePattern.Up("inverted-hammer", "Inverted hammer", "Перевёрнутый молот", 11, "invertedhammer", bars => StandsUp(bars[0]) && bars[0].BodyBelow(bars[1])),
        CandlePattern.Down("shooting-star", "Shooting star", "Падающая звезда", 11, "shootingstar", bars => StandsUp(bars[0]) && bars[0].BodyAbove(bars[1])),
    ];

    private static CandlePattern Up(string id, string en, string ru, string oracle, Func<PatternBar, bool> match) =>
        CandlePattern.Up(id, en, ru, 10, oracle, bars => match(bars[0]));

    private static CandlePattern Colored(string id, string en, string ru, string oracle, Func<PatternBar, bool> match) =>
        CandlePattern.Either(id, en, ru, 10, oracle, bars => match(bars[0]) ? bars[0].Color : 0);

    /// <summary>A small body at the top of a long lower shadow.</summary>
    private static bool HangsDown(PatternBar c) => c.Short && c.LongLower && c.NoUpper;

    /// <summary>A small body at the foot of a long upper shadow.</summary>
    private static bool StandsUp(PatternBar c) => c.Short && c.LongUpper && c.NoLower;

    private static bool AtTheMiddle(PatternBar c)
    {
        var middle = c.Low + (c.Range / 2);
        return c.Bottom <= middle + c.Near && c.Top >= middle - c.Near;
    }
}
