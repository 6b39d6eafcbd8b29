using Microsoft.JSInterop;

namespace TradeForge.Web.Shared.Graphs;

/// <summary>The canvas in the browser, for the other parts of the page. While there is none, and after the browser is gone, nothing happens.</summary>
public sealed class CanvasHandle
{
    private IJSObjectReference? _island;
    private Func<Task> _readLibrary = () => Task.CompletedTask;
    private IReadOnlyDictionary<string, string>? _values;
    private (IReadOnlyDictionary<string, string> Truths, string? FirstFalse)? _path;

    public void Mounted(IJSObjectReference? island, Func<Task>? readLibrary = null) => (_island, _readLibrary) = (island, readLibrary ?? (() => Task.CompletedTask));

    /// <summary>The same, and shows what the page told before there was a canvas.</summary>
    public async Task MountedAsync(IJSObjectReference island)
    {
        _island = island;
        if (_values is not null) await SetValuesAsync(_values);
        if (_path is { } path) await SetPathAsync(path.Truths, path.FirstFalse);
    }

    /// <summary>Values beside the outputs, by <c>node.handle</c>; those that are not named show none.</summary>
    public Task SetValuesAsync(IReadOnlyDictionary<string, string> values)
    {
        _values = values;
        return CallAsync("setValues", values);
    }

    /// <summary>Lights up the path of a bar: per node <c>true</c>, <c>false</c> or <c>unknown</c>, and the node that was the first to be false.</summary>
    public Task SetPathAsync(IReadOnlyDictionary<string, string> truths, string? firstFalse = null)
    {
        _path = (truths, firstFalse);
        return CallAsync("setPath", truths, firstFalse);
    }

    /// <summary>Selects a node and brings it into view.</summary>
    public Task SelectAsync(string nodeId) => CallAsync("select", nodeId);

    /// <summary>Shows the inside of a group.</summary>
    public Task OpenAsync(string groupId) => CallAsync("open", groupId);

    /// <summary>Offers the owner's blocks anew in the palette.</summary>
    public Task LibraryChangedAsync() => _readLibrary();

    /// <summary>Returns when every change in the browser has arrived here.</summary>
    public Task FlushAsync() => CallAsync("flush");

    internal async Task CallAsync(string name, params object?[] arguments)
    {
        try
        {
            if (_island is not null) await _island.InvokeVoidAsync(name, arguments);
        }
        catch (Exception e) when (e is JSDisconnectedException or ObjectDisposedException) { } // the browser or the page is gone, and the canvas with it
    }
}
