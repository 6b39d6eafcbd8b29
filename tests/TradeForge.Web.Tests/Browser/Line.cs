using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>A slow line between a tab and the app.</summary>
internal static class Line
{
    /// <summary>Every message of the circuits that come takes so many milliseconds in either direction.</summary>
    public static Task SlowAsync(this Tab tab, int milliseconds) => tab.Page.RouteWebSocketAsync("**/_blazor*", socket =>
    {
        var server = socket.ConnectToServer();
        Task to = Task.CompletedTask, from = Task.CompletedTask; // one after another, as they came
        socket.OnMessage(frame => to = LaterAsync(to, () => Pass(server, frame)));
        server.OnMessage(frame => from = LaterAsync(from, () => Pass(socket, frame)));

        async Task LaterAsync(Task before, Action pass)
        {
            var due = Task.Delay(milliseconds);
            await before;
            await due;
            pass();
        }
    });

    /// <summary>What is asked for waits until the result is set: the circuit by <c>**/_blazor/negotiate*</c>, its script by <c>**/blazor.web*.js</c>.</summary>
    public static async Task<TaskCompletionSource> HoldAsync(this Tab tab, string address)
    {
        var come = new TaskCompletionSource();
        await tab.Page.RouteAsync(address, async route =>
        {
            await come.Task;
            await route.ContinueAsync();
        });
        return come;
    }

    private static void Pass(IWebSocketRoute to, IWebSocketFrame frame)
    {
        if (frame.Binary is { } bytes) to.Send(bytes);
        else to.Send(frame.Text!);
    }
}
