using Microsoft.AspNetCore.ResponseCompression;

namespace TradeForge.Web.Shared.Charts;

/// <summary>Compresses what charts fetch; columns of prices shrink to about a third.</summary>
public static class ChartSetup
{
    public static void AddCharts(this WebApplicationBuilder builder)
    {
        builder.Services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true; // columns of numbers, no secret beside text of a stranger
            o.MimeTypes = [ColumnFormat.ContentType, "application/json"];
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(o => o.Level = System.IO.Compression.CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(o => o.Level = System.IO.Compression.CompressionLevel.Fastest);
    }

    /// <summary>Call before the endpoints are mapped.</summary>
    public static void UseCharts(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(ChartAnswers.Prefix), charts => charts.UseResponseCompression());
}
