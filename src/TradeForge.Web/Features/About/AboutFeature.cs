namespace TradeForge.Web.Features.About;

/// <summary>Licences, and the health of the process for those who watch it.</summary>
public static class AboutFeature
{
    public static void AddAbout(this WebApplicationBuilder builder) => builder.Services.AddSingleton<Readiness>();

    /// <summary><c>/health</c>: the process answers. <c>/ready</c>: the stores answer as well, else 503 with which one does not.</summary>
    public static void MapAbout(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health", () => Results.Json(new { status = "ok" })).AllowAnonymous();
        app.MapGet("/ready", async (Readiness stores, CancellationToken cancellationToken) =>
        {
            var state = await stores.AskAsync(cancellationToken);
            return Results.Json(state, statusCode: state.Values.All(answers => answers) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous();
    }
}
