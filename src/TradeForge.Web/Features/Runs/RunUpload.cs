using Microsoft.AspNetCore.Components.Forms;
using TradeForge.Core;
using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.MarketData.Files;

namespace TradeForge.Web.Features.Runs;

/// <summary>A file that comes with a run.</summary>
internal static class RunUpload
{
    private const long MostBytes = 32L * 1024 * 1024;

    public static Problem TooLarge { get; } = new(Severity.Error, "file-too-large", "", new($"The file is larger than {MostBytes >> 20} MB.", $"Файл больше {MostBytes >> 20} МБ."));

    /// <summary>What is wrong with the files now: instruments, calendar or currencies may have changed since they were taken. Paths are ids of fields.</summary>
    /// <param name="files">Name and text of each.</param>
    /// <param name="symbols">All whose candles the run reads.</param>
    /// <param name="calendar">Of the run.</param>
    /// <param name="pairs">Currencies that the run must convert.</param>
    public static IReadOnlyList<Problem> Problems(IReadOnlyList<(string Name, byte[] Csv)> files, IReadOnlyList<string> symbols, CalendarKind calendar, IReadOnlyList<string> pairs)
    {
        var problems = RunFiles.Read(files, symbols, calendar).Problems.Select(p => p with { Path = RunFileName.Parse(p.Path).Kind == RunFileKind.Column ? "column-" + p.Path : "event-file" });
        return pairs.Count == 0 || files.Any(f => RunFileName.Parse(f.Name).Kind == RunFileKind.Rates) ? [.. problems]
            : [.. problems, new(Severity.Error, "rates-missing", "event-file", new($"Prices in another currency than the account's need rates: take the candles of {pairs[0]}.", $"Для цен не в валюте счёта нужны курсы: возьмите свечи {pairs[0]}."))];
    }

    /// <summary>Null when it is too large.</summary>
    public static async Task<byte[]?> ReadAsync(IBrowserFile file)
    {
        if (file.Size > MostBytes) return null;
        using var bytes = new MemoryStream();
        await using (var stream = file.OpenReadStream(MostBytes)) await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
