using Radzen;

namespace TradeForge.Web.Shared;

/// <summary>Asks the user: before something is lost, or for a name.</summary>
public sealed class Dialogs(DialogService radzen)
{
    /// <summary>How every dialog opens.</summary>
    public static DialogOptions Options => new() { Width = "min(30rem, calc(100vw - 2rem))", CloseDialogOnOverlayClick = true, ShowClose = false };

    /// <param name="title">The question.</param>
    /// <param name="text">What is lost, by name and number.</param>
    /// <param name="action">The word on the button that does it.</param>
    public async Task<bool> ConfirmLossAsync(string title, string text, string action) =>
        await radzen.OpenAsync<ConfirmBody>(title, new() { [nameof(ConfirmBody.Text)] = text, [nameof(ConfirmBody.Action)] = action }, Options) is true;

    /// <returns>The text, trimmed, or null when the user changed their mind.</returns>
    public async Task<string?> AskTextAsync(string title, string label, string value, string action) =>
        await radzen.OpenAsync<PromptBody>(title, new()
        {
            [nameof(PromptBody.Label)] = label,
            [nameof(PromptBody.Value)] = value,
            [nameof(PromptBody.Action)] = action,
        }, Options) as string;
}
