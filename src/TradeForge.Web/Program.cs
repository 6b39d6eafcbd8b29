using TradeForge.Infrastructure.Bus;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Hosting;
using TradeForge.Web.Features.About;
using TradeForge.Web.Features.Account;
using TradeForge.Web.Features.Data;
using TradeForge.Web.Features.Result;
using TradeForge.Web.Features.Runs;
using TradeForge.Web.Shared;
using TradeForge.Web.Shared.Charts;
using TradeForge.Web.Shared.Replay;
using TradeForge.Workers;

if (ClickHouseHost.IsRequested(args)) return await ClickHouseHost.RunAsync(args);

ThreadPool.SetMinThreads(32, 32); // bursts of page requests must not wait for the pool to grow

return await TradeForgeHost.RunAsync(args, host =>
{
    var builder = host.CreateBuilder();
    builder.AddShell();
    builder.AddAccount();
    builder.AddShareLimit();
    builder.AddCharts();
    builder.AddReplays();
    builder.AddData();
    builder.AddResult();
    builder.AddRuns();
    builder.AddAbout();
    builder.Services.AddTradeForgeBus();
    builder.Services.AddTradeForgeWorkers(host.Settings.Roles);

    var app = builder.Build();
    app.UseShell();
    app.UseCharts();
    app.MapShell();
    app.MapAccount();
    app.MapData();
    app.MapReplays();
    app.MapResult();
    app.MapAbout();
    return app;
});

/// <summary>The server executable; public so that tests can start it.</summary>
public partial class Program;
