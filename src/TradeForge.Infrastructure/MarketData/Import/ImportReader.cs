using System.Threading.Channels;
using TradeForge.Core.Market;
using TradeForge.Core.Market.Import;

namespace TradeForge.Infrastructure.MarketData.Import;

/// <summary>A piece of a file, ready to be stored.</summary>
/// <param name="Line">The last line in it.</param>
internal sealed record ImportBatch(CandleColumns Good, IReadOnlyList<QuarantinedRow> Bad, long Line, long BytesRead);

/// <summary>Reads a file into batches, ahead of the store by two at most.</summary>
internal static class ImportReader
{
    private const int BufferBytes = 1 << 18;

    public static async Task ReadAsync(ImportFile file, ImportRows rows, int batchRows, ChannelWriter<ImportBatch> batches, CancellationToken cancellationToken)
    {
        try
        {
            await PumpAsync(file, rows, batchRows, batches, cancellationToken);
            batches.Complete();
        }
        catch (Exception e)
        {
            batches.Complete(e); // the side that stores sees it
        }
    }

    private static async Task PumpAsync(ImportFile file, ImportRows rows, int batchRows, ChannelWriter<ImportBatch> batches, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        var filled = 0;
        for (int read; (read = await file.ReadAsync(buffer.AsMemory(filled), cancellationToken)) > 0;)
        {
            filled += read;
            var used = 0;
            for (int step; (step = rows.Feed(buffer.AsSpan(used, filled - used), batchRows)) > 0;)
            {
                used += step;
                if (rows.Good.Count + rows.Bad.Count >= batchRows) await HandOverAsync(file, rows, batches, cancellationToken);
            }
            buffer.AsSpan(used, filled - used).CopyTo(buffer);
            filled -= used;
            if (filled == buffer.Length) throw new InvalidDataException($"Line {rows.Line + 1} is longer than {buffer.Length} bytes.");
        }
        rows.Finish(buffer.AsSpan(0, filled));
        await HandOverAsync(file, rows, batches, cancellationToken);
    }

    private static async Task HandOverAsync(ImportFile file, ImportRows rows, ChannelWriter<ImportBatch> batches, CancellationToken cancellationToken)
    {
        var batch = new ImportBatch(rows.Good, rows.Bad, rows.Line, file.BytesRead);
        rows.Clear();
        await batches.WriteAsync(batch, cancellationToken);
    }
}
