using System.Globalization;
using TradeForge.Core;
using TradeForge.Core.Market;

namespace TradeForge.Web.Shared.Replay;

/// <summary>Why there is no replay.</summary>
internal static class ReplayProblems
{
    public static Problem Busy { get; } = Error("replay-busy",
        "The server is busy with other previews. This one starts with the next change, or when you ask for it again.", "Сервер занят другими предпросмотрами. Этот начнётся со следующей правкой или когда вы попросите его снова.");

    public static Problem TooLarge { get; } = Error("replay-too-large",
        "The values of so many blocks on so many bars do not fit into the memory of a preview. Choose fewer bars.", "Значения стольких блоков на стольких барах не помещаются в память предпросмотра. Выберите меньше баров.");

    public static Problem TooSlow(TimeSpan limit) => Error("replay-too-slow",
        $"It took longer than {Seconds(limit)} s and was stopped. Choose fewer bars, or start a backtest.", $"Расчёт занял больше {Seconds(limit)} с и остановлен. Выберите меньше баров или запустите бэктест.");

    public static Problem TooLong(int most) => Error("replay-too-long",
        $"More than {most} bars are explained by the command line: tradeforge explain --at TIME.", $"Больше {most} баров объясняет командная строка: tradeforge explain --at TIME.");

    public static Problem NoBars(string instrument, Timeframe timeframe) => Error("no-candles",
        $"There are no candles of {instrument} from which {timeframe} bars can be made.", $"Нет свечей {instrument}, из которых можно сделать бары {timeframe}.");

    private static Problem Error(string code, string en, string ru) => new(Severity.Error, code, "", new Text(en, ru));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
