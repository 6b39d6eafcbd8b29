using TradeForge.Core.Tiers;
using TradeForge.Web.Shared.Market;

namespace TradeForge.Web.Features.Runs;

/// <summary>The run form and the list of runs.</summary>
public static class RunsFeature
{
    public static void AddRuns(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RunMarket>();
        builder.Services.AddSingleton(ReadTier(builder.Configuration.GetSection("TradeForge:Tier")));
    }

    /// <summary>The tier of an installation without subscriptions; each of its limits may be set, such as <c>TradeForge:Tier:RunsAtOnce</c>.</summary>
    private static Tier ReadTier(IConfigurationSection limits)
    {
        var tier = Tier.SelfHosted;
        return tier with
        {
            BarsPerRun = limits.GetValue(nameof(Tier.BarsPerRun), tier.BarsPerRun),
            InstrumentsPerRun = limits.GetValue(nameof(Tier.InstrumentsPerRun), tier.InstrumentsPerRun),
            RunsAtOnce = limits.GetValue(nameof(Tier.RunsAtOnce), tier.RunsAtOnce),
            Strategies = limits.GetValue(nameof(Tier.Strategies), tier.Strategies),
            RunsPerComparison = limits.GetValue(nameof(Tier.RunsPerComparison), tier.RunsPerComparison),
        };
    }
}
