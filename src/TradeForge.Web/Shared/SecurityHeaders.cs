using System.Security.Cryptography;

namespace TradeForge.Web.Shared;

/// <summary>The content security policy and the other headers that every answer carries.</summary>
public static class SecurityHeaders
{
    private const string NonceKey = "tf.nonce";

    /// <summary>The nonce of this request, for the one inline script (the import map).</summary>
    public static string Nonce(this HttpContext context) =>
        (string)(context.Items[NonceKey] ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)));

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(context);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        return next(context);
    });

    // 'unsafe-inline' for styles only: the components write style attributes
    private static string Policy(HttpContext context) =>
        $"default-src 'self'; script-src 'self' 'nonce-{context.Nonce()}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
        "font-src 'self'; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
}
