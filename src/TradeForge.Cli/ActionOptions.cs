using TradeForge.Core;
using TradeForge.Core.Market;

namespace TradeForge.Cli;

/// <summary>Files of corporate actions on the command line.</summary>
internal static class ActionOptions
{
    public static Option Splits { get; } = new("splits", "FILE", new("CSV date,before,after: prices before a split are adjusted", "CSV date,before,after: цены до сплита пересчитываются"));

    /// <summary>The series in units of today; itself without the option. What is wrong is added to the problems of <paramref name="a"/>.</summary>
    public static CandleSeries Adjusted(Arguments a, CandleSeries raw, TradingCalendar calendar, Output output)
    {
        if (a.Get("splits") is not { } path) return raw;
        if (!File.Exists(path))
        {
            a.Add("splits-missing", path, $"There is no file {path}.", $"Нет файла {path}.");
            return raw;
        }
        var (splits, problems) = CorporateActionsCsv.ReadSplits(File.ReadAllText(path));
        a.AddRange(problems.Select(p => p with { Path = path + ":" + p.Path }));
        var actions = new CorporateActions(splits, []);
        foreach (var doubt in actions.Doubts(raw, calendar)) output.Note("warning: " + output.In(doubt));
        return actions.AdjustForSplits(raw, calendar);
    }
}
