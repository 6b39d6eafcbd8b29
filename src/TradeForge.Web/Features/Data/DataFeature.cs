using TradeForge.Infrastructure.Hosting;
using TradeForge.Infrastructure.MarketData;

namespace TradeForge.Web.Features.Data;

/// <summary>Market data: what is stored, its charts, and the way in for files.</summary>
public static class DataFeature
{
    public static void AddData(this WebApplicationBuilder builder)
    {
        builder.Services.AddTradeForgeMarketData();
        builder.Services.AddSingleton<SeriesFacts>();
        builder.Services.AddSingleton(services => new Uploads(Path.Combine(services.GetRequiredService<DataFolders>().Root, "uploads"), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<ImportQueue>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ImportQueue>());
    }

    public static void MapData(this WebApplication app)
    {
        app.MapCandles();
    }
}
