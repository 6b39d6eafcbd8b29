using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TradeForge.Core.Market;

/// <summary>Identity of the cleaned data of a run.</summary>
public static class DataHash
{
    private const int Chunk = 1 << 20;

    /// <summary>Of one series alone.</summary>
    public static string Of(CandleSeries series) => Of([series], [], CancellationToken.None);

    /// <summary>SHA-256, lower-case hex, over the columns times, open, high, low, close, volume as little-endian 64-bit values, one series after the other, then over name, times and values of each column.</summary>
    public static string Of(IReadOnlyList<CandleSeries> all, IReadOnlyList<TimedColumn> columns, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var series in all)
        {
            Append(hash, series.Times, cancellationToken);
            Append(hash, series.Open, cancellationToken);
            Append(hash, series.High, cancellationToken);
            Append(hash, series.Low, cancellationToken);
            Append(hash, series.Close, cancellationToken);
            Append(hash, series.Volume, cancellationToken);
        }
        foreach (var column in columns)
        {
            hash.AppendData(CsvLine.Utf8(column.Name));
            Append<long>(hash, column.Times.ToArray(), cancellationToken);
            Append<double>(hash, column.Values.ToArray(), cancellationToken);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append<T>(IncrementalHash hash, ReadOnlySpan<T> column, CancellationToken cancellationToken) where T : struct
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("Data hashes are defined over little-endian memory.");
        for (var bytes = MemoryMarshal.AsBytes(column); bytes.Length > 0; bytes = bytes[Math.Min(Chunk, bytes.Length)..])
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(bytes[..Math.Min(Chunk, bytes.Length)]);
        }
    }
}
