using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Web.Features.Account;
using TradeForge.Web.Shared;

if (ClickHouseHost.IsRequested(args)) return await ClickHouseHost.RunAsync(args);

ThreadPool.SetMinThreads(32, 32); // bursts of page requests must not wait for the pool to grow

var builder = WebApplication.CreateBuilder(args);
builder.AddShell();
builder.AddAccount();

var app = builder.Build();
app.UseShell();
app.MapShell();
app.MapAccount();
app.Run();
return 0;

/// <summary>The server executable; public so that tests can start it.</summary>
public partial class Program;
