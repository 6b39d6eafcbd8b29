using Microsoft.JSInterop;

namespace TradeForge.Web.Shared;

/// <summary>What the browser answers when the page was left, or the browser itself is gone, before a call came back.</summary>
public static class Leaving
{
    public static bool Is(Exception e) => e is JSDisconnectedException or ObjectDisposedException or OperationCanceledException;
}
