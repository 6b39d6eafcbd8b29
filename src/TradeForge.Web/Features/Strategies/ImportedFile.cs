using Microsoft.AspNetCore.Components.Forms;
using TradeForge.Core;

namespace TradeForge.Web.Features.Strategies;

internal static class ImportedFile
{
    private const long MostBytes = 4_000_000;

    public static Problem TooLarge { get; } = new(Severity.Error, "too-large", "",
        new($"The file is larger than {MostBytes / 1_000_000} MB; a strategy is not.", $"Файл больше {MostBytes / 1_000_000} МБ; стратегия столько не занимает."));

    /// <summary>The text of the file, or null if it is too large.</summary>
    public static async Task<string?> ReadAsync(IBrowserFile file, CancellationToken cancel)
    {
        if (file.Size > MostBytes) return null;
        using var reader = new StreamReader(file.OpenReadStream(MostBytes, cancel));
        return await reader.ReadToEndAsync(cancel);
    }
}
