using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace TradeForge.Web.Shared;

/// <summary>
/// Keeps a failing page from taking the circuit down: says what happened, with an id that is also in the log. Each page has its own (see the layout),
/// so that what still fails after a page was left does not take the place of the next one.
/// </summary>
public sealed class PageBoundary : ErrorBoundary, IDisposable
{
    private string _id = "";
    private bool _left;

    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private ILogger<PageBoundary> Logger { get; set; } = default!;
    [CascadingParameter] private HttpContext? Context { get; set; } // absent on a circuit

    protected override void OnInitialized() => Navigation.LocationChanged += Moved;

    protected override Task OnErrorAsync(Exception exception)
    {
        if (_left)
        {
            Logger.LogWarning(exception, "A page that was left before {Page} still failed", Navigation.Uri);
            return Task.CompletedTask;
        }
        _id = Guid.NewGuid().ToString("N");
        Logger.LogError(exception, "Page {Page} failed; correlation id {CorrelationId}", Navigation.Uri, _id);
        if (Context is { Response.HasStarted: false } context)
            context.Response.StatusCode = StoreFault.Of(exception) is null ? StatusCodes.Status500InternalServerError : StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<FaultCard>(1);
        builder.AddComponentParameter(2, nameof(FaultCard.Error), CurrentException);
        builder.AddComponentParameter(3, nameof(FaultCard.CorrelationId), _id);
        builder.CloseComponent();
    }

    // another page deserves a fresh start
    private void Moved(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(Recover);

    public void Dispose()
    {
        _left = true;
        Navigation.LocationChanged -= Moved;
    }
}
