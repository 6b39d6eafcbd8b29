using TradeForge.Core;
using TradeForge.Core.Market;

namespace TradeForge.Infrastructure.MarketData.Files;

/// <summary>Reads a column CSV (<see cref="ColumnCsv"/>), plain or .gz, without any server.</summary>
public static class ColumnFileReader
{
    /// <summary>The column, or what is wrong with the file.</summary>
    public static async Task<(TimedColumn? Column, Problem? Problem)> ReadAsync(string name, string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var raw = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            await using var stream = CandleFileReader.Plain(raw);
            using var text = new MemoryStream();
            await stream.CopyToAsync(text, cancellationToken);
            return ColumnCsv.Read(name, text.GetBuffer().AsSpan(0, (int)text.Length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return (null, CandleFileReader.Unreadable(path, e));
        }
    }
}
