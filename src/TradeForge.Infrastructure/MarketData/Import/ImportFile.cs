using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using TradeForge.Core.Market.Import;

namespace TradeForge.Infrastructure.MarketData.Import;

/// <summary>A candle file that is read as a stream, plain or packed with gzip.</summary>
internal sealed class ImportFile : IDisposable
{
    private readonly FileStream _raw;
    private readonly Stream _text;

    public ImportFile(string path)
    {
        _raw = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var packed = _raw.ReadByte() == 0x1F && _raw.ReadByte() == 0x8B;
        _raw.Position = 0;
        _text = packed ? new GZipStream(_raw, CompressionMode.Decompress) : _raw;
    }

    /// <summary>Size on the disk.</summary>
    public long Bytes => _raw.Length;

    /// <summary>Bytes of the disk read so far.</summary>
    public long BytesRead => _raw.Position;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => _text.ReadAsync(buffer, cancellationToken);

    /// <summary>The first unpacked bytes, enough to find the format.</summary>
    public async Task<(byte[] Bytes, bool IsWhole)> HeadAsync(CancellationToken cancellationToken)
    {
        var head = new byte[ImportDetector.SampleBytes + 1];
        var read = await _text.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return (head[..Math.Min(read, ImportDetector.SampleBytes)], read <= ImportDetector.SampleBytes);
    }

    /// <summary>Identity of the content as it is read: SHA-256 over the file and the words of the format, so that another reading of the same file is another import.</summary>
    public static async Task<string> IdentityAsync(string path, ImportFormat format, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var buffer = new byte[1 << 20];
        for (int read; (read = await file.ReadAsync(buffer, cancellationToken)) > 0;) hash.AppendData(buffer, 0, read);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', format.Words.Select(w => w.En))));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        _text.Dispose();
        _raw.Dispose();
    }
}
