using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Caching.Memory;
using Radzen;
using TradeForge.Core;
using TradeForge.Infrastructure.Bus;

namespace TradeForge.Web.Shared;

/// <summary>What pages on a circuit share: a token that ends with the page, the user's data, preferences, and the handover from the first rendering.</summary>
public abstract class PageBase : ComponentBase, IDisposable
{
    private static readonly TimeSpan HandoverLife = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _gone = new();

    protected PageBase() => Gone = _gone.Token;

    [Inject] protected NavigationManager Navigation { get; set; } = default!;
    [Inject] protected CurrentUser Who { get; set; } = default!;
    [Inject] protected NotificationService Notes { get; set; } = default!;
    [Inject] private IMemoryCache Cache { get; set; } = default!;
    [Inject] private AuthenticationStateProvider States { get; set; } = default!;
    [CascadingParameter] protected Preferences Viewer { get; set; } = new();

    /// <summary>Ends when the page is left; what comes back later may still ask for it.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>
    /// Loads once for both renderings: what the server rendered first is what the circuit shows first, so nothing flickers.
    /// The value is kept for seconds under the user and the address.
    /// </summary>
    protected async Task<T> LoadOnceAsync<T>(Func<CancellationToken, Task<T>> load)
    {
        var user = (await States.GetAuthenticationStateAsync()).User.FindFirstValue(ClaimTypes.NameIdentifier);
        var key = (GetType(), typeof(T), user, Navigation.Uri);
        if (RendererInfo.IsInteractive)
        {
            if (!Cache.TryGetValue(key, out T? kept)) return await load(Gone);
            Cache.Remove(key);
            return kept!;
        }

        var value = await load(Gone);
        Cache.Set(key, value, HandoverLife);
        return value;
    }

    /// <summary>Hands every move of the user's runs to the page, at most four times a second, until the page is left.</summary>
    /// <remarks>The first time there are none: the page may show what was read for it before anybody listened, and looks again at runs that were not over then.</remarks>
    protected async Task FollowRunsAsync(RunEvents events, Func<IReadOnlyList<RunEvent>, Task> move)
    {
        try
        {
            var watched = events.WatchAsync(await Who.IdAsync(), Gone);
            await InvokeAsync(() => move([]));
            await foreach (var moves in watched) await InvokeAsync(() => move(moves));
        }
        catch (OperationCanceledException) { } // the page was left
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    protected void Say(string text) => Notes.Notify(NotificationSeverity.Success, text, duration: 4000);

    protected void Warn(string text) => Notes.Notify(NotificationSeverity.Error, text, duration: 8000);

    /// <summary>Says everything that a tier refuses, with how much it allows.</summary>
    protected void Warn(IReadOnlyList<Problem> refused) => Warn(string.Join(' ', refused.Select(p => p.Message.Here())));

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}
