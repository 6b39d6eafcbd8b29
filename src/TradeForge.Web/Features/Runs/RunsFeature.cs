using TradeForge.Web.Shared.Market;

namespace TradeForge.Web.Features.Runs;

/// <summary>The run form and the list of runs.</summary>
public static class RunsFeature
{
    public static void AddRuns(this WebApplicationBuilder builder) => builder.Services.AddSingleton<RunMarket>();
}
