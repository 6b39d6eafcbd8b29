using System.Security.Claims;
using Microsoft.Net.Http.Headers;
using TradeForge.Core;

namespace TradeForge.Web.Shared.Charts;

/// <summary>Answers that the chart endpoints share: columns with an entity tag, and problems.</summary>
public static class ChartAnswers
{
    public const string Prefix = "/api/charts";

    /// <summary>The user who is signed in.</summary>
    public static Guid UserId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : throw new InvalidOperationException($"'{user.Identity?.Name}' carries no user id.");

    /// <summary>304 when the caller holds this tag, else what <paramref name="body"/> gives. Caches must ask again each time.</summary>
    public static async Task<IResult> TaggedAsync(HttpContext context, string stamp, string contentType, Func<CancellationToken, Task<byte[]>> body)
    {
        var tag = new EntityTagHeaderValue($"\"{stamp}\"", isWeak: true); // weak: the bytes on the wire may be compressed
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Cookie, Accept-Encoding";
        context.Response.GetTypedHeaders().ETag = tag;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(x => x.Compare(tag, useStrongComparison: false))) return Results.StatusCode(StatusCodes.Status304NotModified);
        return Results.Bytes(await body(context.RequestAborted), contentType);
    }

    /// <summary>RFC 9457: every problem at once, each in both languages.</summary>
    public static IResult Refused(IReadOnlyList<Problem> problems) => Results.Problem(
        title: new Text("The request was wrong.", "Запрос неверен.").Here(), statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?>
        {
            ["problems"] = problems.Select(p => new { p.Code, p.Path, Message = new { p.Message.En, p.Message.Ru } }).ToArray(),
        });

    public static IResult Unknown(Text what) => Results.Problem(title: what.Here(), statusCode: StatusCodes.Status404NotFound);
}
