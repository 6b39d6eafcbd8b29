using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.AspNetCore.Components.Forms;
using TradeForge.Core;
using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.MarketData.Files;

namespace TradeForge.Web.Features.Runs;

/// <summary>A file that comes with a run.</summary>
internal static class RunUpload
{
    private const long MostBytes = 32L * 1024 * 1024;
    private const int LeastPacked = 20; // head, an empty text, tail

    /// <summary>Names of files that are offered to be chosen.</summary>
    public const string Accepted = ".csv,.txt,.gz";

    private static readonly Problem TooLarge = new(Severity.Error, "file-too-large", "", new($"The file holds more than {MostBytes >> 20} MB.", $"В файле больше {MostBytes >> 20} МБ."));
    private static readonly Problem NoText = new(Severity.Error, "file-no-text", "", new("The file is no text. A .csv or .txt is taken, also packed as .gz.", "Файл — не текст. Подходят .csv и .txt, можно в .gz."));
    private static readonly Problem Broken = new(Severity.Error, "file-broken", "", new("The .gz is broken or not whole.", "Архив .gz повреждён или неполон."));

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

    /// <summary>The text of the file, unpacked if it is a .gz by its first bytes; or why it cannot be taken.</summary>
    public static async Task<(byte[]? Csv, Problem? Problem)> ReadAsync(IBrowserFile file)
    {
        if (file.Size > MostBytes) return (null, TooLarge);
        using var bytes = new MemoryStream();
        await using (var stream = file.OpenReadStream(MostBytes)) await stream.CopyToAsync(bytes);
        return Unpack(bytes.ToArray());
    }

    internal static (byte[]? Csv, Problem? Problem) Unpack(byte[] file)
    {
        var isPacked = file is [0x1F, 0x8B, ..];
        try
        {
            var text = isPacked ? Text(file) : file;
            return text is null ? (null, TooLarge) : text.Contains((byte)0) ? (null, NoText) : (text, null);
        }
        catch (InvalidDataException)
        {
            return (null, Broken);
        }
    }

    private static byte[]? Text(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
        using var text = new MemoryStream();
        var part = new byte[1 << 16];
        for (int read; (read = gzip.Read(part)) > 0;)
        {
            text.Write(part, 0, read);
            if (text.Length > MostBytes) return null;
        }
        return IsWhole(packed, text.ToArray()) ? text.ToArray() : throw new InvalidDataException("The .gz ends before its text does.");
    }

    /// <summary>The library takes a .gz that was cut off for a shorter one. Its last eight bytes say the sum and the length of what its last part holds.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> packed, ReadOnlySpan<byte> text)
    {
        if (packed.Length < LeastPacked) return false;
        var (sum, length) = (BinaryPrimitives.ReadUInt32LittleEndian(packed[^8..]), BinaryPrimitives.ReadUInt32LittleEndian(packed[^4..]));
        return length <= text.Length && Crc(text[^(int)length..]) == sum;
    }

    private static uint Crc(ReadOnlySpan<byte> text)
    {
        var crc = uint.MaxValue;
        foreach (var letter in text)
        {
            crc ^= letter;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        return ~crc;
    }
}
