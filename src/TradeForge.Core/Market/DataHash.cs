using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TradeForge.Core.Market;

/// <summary>Identity of the cleaned data of a run.</summary>
public static class DataHash
{
    /// <summary>Of one series alone.</summary>
    public static string Of(CandleSeries series) => Of([series], []);

    /// <summary>SHA-256, lower-case hex, over the columns times, open, high, low, close, volume as little-endian 64-bit values, one series after the other, then over name, times and values of each column.</summary>
    public static string Of(IReadOnlyList<CandleSeries> all, IReadOnlyList<TimedColumn> columns)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var series in all)
        {
            Append(hash, series.Times);
            Append(hash, series.Open);
            Append(hash, series.High);
            Append(hash, series.Low);
            Append(hash, series.Close);
            Append(hash, series.Volume);
        }
        foreach (var column in columns)
        {
            hash.AppendData(CsvLine.Utf8(column.Name));
            Append<long>(hash, column.Times.ToArray());
            Append<double>(hash, column.Values.ToArray());
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append<T>(IncrementalHash hash, ReadOnlySpan<T> column) where T : struct
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("Data hashes are defined over little-endian memory.");
        hash.AppendData(MemoryMarshal.AsBytes(column));
    }
}
