using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Radzen;

namespace TradeForge.Web.Shared;

/// <summary>Registers what every page stands on: components, languages, headers, error pages.</summary>
public static class Shell
{
    public static void AddShell(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRazorComponents()
            .AddInteractiveServerComponents(o => o.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3))
            .AddHubOptions(o => o.MaximumReceiveMessageSize = 256 * 1024);
        services.AddRadzenComponents();
        services.AddCascadingAuthenticationState();
        services.AddLanguages();
        services.AddMemoryCache();
        services.AddScoped<CurrentUser>();
        services.AddScoped<Dialogs>();
        services.AddSingleton(TimeProvider.System);
        services.AddAntiforgery(o => o.Cookie.Name = "tf.antiforgery");
        services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedFor);
    }

    public static void UseShell(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseCorrelation();
        app.UseSecurityHeaders();
        app.UseRequestLocalization();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseWhen(WantsPage, pages => pages.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true));
        app.Use(ShowPage);
        app.UseRouting(); // after the error pages, so that they are routed anew
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();
    }

    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null);
        app.MapPreferences();
    }

    // an error page is shown, whatever was sent: it must not be taken for a form
    private static Task ShowPage(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null) context.Request.Method = HttpMethods.Get;
        return next(context);
    }

    private static bool WantsPage(HttpContext context) => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
