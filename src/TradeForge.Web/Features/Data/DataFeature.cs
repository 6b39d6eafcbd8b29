namespace TradeForge.Web.Features.Data;

/// <summary>Market data: what is stored, its charts, and the way in for files.</summary>
public static class DataFeature
{
    public static void AddData(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SeriesFacts>();
    }

    public static void MapData(this WebApplication app)
    {
        app.MapCandles();
    }
}
