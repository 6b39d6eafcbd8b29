using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>Files of runs, packed.</summary>
internal static class RunFileRows
{
    public static RunColumnRow Row(Guid run, string name, byte[] csv)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(csv);
        return new RunColumnRow { RunId = run, Name = name, Csv = packed.ToArray() };
    }

    public static async Task<IReadOnlyList<(string Name, byte[] Csv)>> ReadAsync(TradeForgeDb db, Guid run, CancellationToken cancel)
    {
        var rows = await db.RunColumns.AsNoTracking().Where(x => x.RunId == run).OrderBy(x => x.Name).ToListAsync(cancel);
        return [.. rows.Select(x => (x.Name, Unpack(x.Csv)))];
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
        using var csv = new MemoryStream();
        gzip.CopyTo(csv);
        return csv.ToArray();
    }
}
