using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TradeForge.Web.Shared.Charts;

/// <summary>Columns as the chart reads them without parsing; decode.ts is the other end.</summary>
/// <remarks>
/// Little endian: uint32 count, uint32 step in seconds, uint32 time[count] in seconds since 1970 UTC, four zero bytes if count is odd,
/// then one float64[count] per column. NaN = not known.
/// </remarks>
public static class ColumnFormat
{
    public const string ContentType = "application/vnd.tradeforge.columns";

    /// <param name="step">Seconds from one bar to the next one.</param>
    /// <param name="times">Bar starts in milliseconds.</param>
    /// <param name="columns">Each as long as <paramref name="times"/>.</param>
    /// <exception cref="ArgumentException">A column differs in length.</exception>
    public static byte[] Write(long step, ReadOnlySpan<long> times, IReadOnlyList<double[]> columns)
    {
        var n = times.Length;
        foreach (var column in columns)
            if (column.Length != n) throw new ArgumentException($"A column of {column.Length} values does not fit {n} bars.", nameof(columns));
        var start = 8 + 4 * (n + n % 2);
        var bytes = new byte[start + 8 * n * columns.Count];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)n);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), checked((uint)step));
        for (var i = 0; i < n; i++) BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8 + 4 * i), checked((uint)(times[i] / 1000)));
        for (var k = 0; k < columns.Count; k++) MemoryMarshal.AsBytes(columns[k].AsSpan()).CopyTo(bytes.AsSpan(start + 8 * n * k)); // every supported machine is little endian
        return bytes;
    }
}
