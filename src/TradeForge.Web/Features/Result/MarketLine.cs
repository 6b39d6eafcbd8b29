using TradeForge.Core;
using TradeForge.Core.Simulation;
using TradeForge.Web.Shared;

namespace TradeForge.Web.Features.Result;

/// <summary>What the line beside the equity stands for, in the words of the charts.</summary>
public static class MarketLine
{
    private static readonly Text Hold = new("Buy and hold", "Купить и держать"), Equal = new("Equal parts of all, held", "Все поровну, держать");

    /// <summary>The benchmark by its name, else what the run trades.</summary>
    public static string Name(Manifest manifest) => manifest.Settings.Benchmark ?? (manifest.Symbols.Count == 1 ? Hold : Equal).Here();
}
