using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.Postgres.Stores;
using TradeForge.Web.Shared;

namespace TradeForge.Web.Features.Result.Export;

/// <summary>Renders a result into one HTML page that needs nothing but itself.</summary>
public sealed class ReportPage(IServiceProvider services, ILoggerFactory logs, IWebHostEnvironment host)
{
    private static readonly string[] Sheets = ["app.css", "components.css", "results.css", "plots.css", "report.css"];

    public async Task<string> RenderAsync(RunDetails run, BacktestResult result, Preferences preferences)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ReportDocument.Run)] = run,
            [nameof(ReportDocument.Result)] = result,
            [nameof(ReportDocument.Preferences)] = preferences,
            [nameof(ReportDocument.Css)] = Css(),
        });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ReportDocument>(parameters)).ToHtmlString());
    }

    /// <summary>The style sheets of the page, without the font file that a saved page would not find.</summary>
    private string Css() => string.Join('\n', Sheets.Select(sheet =>
    {
        using var reader = new StreamReader(host.WebRootFileProvider.GetFileInfo(sheet).CreateReadStream());
        return string.Join('\n', reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith("@font-face", StringComparison.Ordinal)));
    }));
}
