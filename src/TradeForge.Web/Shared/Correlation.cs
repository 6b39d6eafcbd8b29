using System.Diagnostics;

namespace TradeForge.Web.Shared;

/// <summary>One id per request: in the log scope, in the answer's header, and on error pages for the user to quote.</summary>
public static class Correlation
{
    public const string Header = "X-Correlation-Id";

    public static string CorrelationId(this HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    public static IApplicationBuilder UseCorrelation(this IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("TradeForge.Web.Request");
        return app.Use(async (context, next) =>
        {
            var id = context.CorrelationId();
            context.Response.OnStarting(() =>
            {
                context.Response.Headers[Header] = id;
                return Task.CompletedTask;
            });
            using (logger.BeginScope(new Dictionary<string, object> { ["CorrelationId"] = id }))
                await next(context);
        });
    }
}
