using System.Buffers;
using System.Diagnostics;
using System.IO.Compression;
using TradeForge.Core;
using TradeForge.Core.Market;

namespace TradeForge.Infrastructure.MarketData.Files;

/// <summary>A cleaned series of one symbol and what the cleaning found.</summary>
public sealed record LoadedCandles(CandleSeries Series, CandleQuality Quality, IReadOnlyList<string> Files);

/// <summary>What came of reading files: series in the order of their symbols, or every problem at once.</summary>
public sealed record CandleFiles(IReadOnlyList<LoadedCandles> Series, IReadOnlyList<Problem> Problems);

/// <summary>The rows of files, not yet joined to series.</summary>
/// <param name="Files">In name order.</param>
/// <param name="Rows">Of each file; empty if there are problems.</param>
/// <param name="Problems">What could not be read.</param>
/// <param name="Took">Time for reading.</param>
public sealed record ParsedFiles(IReadOnlyList<string> Files, IReadOnlyList<CandleCsv> Rows, IReadOnlyList<Problem> Problems, TimeSpan Took);

/// <summary>Reads candle CSV files, plain or .gz, without any server (contract section 1). Files are parsed in parallel and joined in name order.</summary>
public static class CandleFileReader
{
    private const int ChunkBytes = 1 << 18;

    /// <param name="paths">Files or folders; of a folder every .csv and .csv.gz file below it.</param>
    /// <param name="symbol">Names the series; null = the file's name up to the first dot.</param>
    /// <param name="timeframe">Interval of a series with a single bar; others show theirs.</param>
    /// <param name="apart">Symbols of files that stay series of their own although <paramref name="symbol"/> names the rest.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<CandleFiles> ReadAsync(
        IReadOnlyList<string> paths, string? symbol, Timeframe? timeframe, IReadOnlyCollection<string> apart, CancellationToken cancellationToken) =>
        Join(await ParseAsync(paths, cancellationToken).ConfigureAwait(false), symbol, timeframe, apart, cancellationToken);

    /// <summary>The first half of <see cref="ReadAsync"/>, for which nothing but the paths need be known.</summary>
    public static async Task<ParsedFiles> ParseAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var (files, missing) = Find(paths);
        if (missing.Count > 0) return new ParsedFiles(files, [], missing, TimeSpan.Zero);

        var problems = new List<Problem>();
        var parsed = new CandleCsv?[files.Count];
        var bySize = Enumerable.Range(0, files.Count).OrderByDescending(i => new FileInfo(files[i]).Length);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        if (files.Count == 1) parsed[0] = Parse(files[0], "", problems, cancellationToken); // a start compiles nothing for the many then
        else
            await Parallel.ForEachAsync(bySize, options, (i, token) =>
            {
                parsed[i] = Parse(files[i], Path.GetFileName(files[i]), problems, token);
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
        problems.AddRange(parsed.Select((p, i) => p?.Problem is { } problem ? problem with { Path = files[i] } : null).OfType<Problem>());
        return problems.Count > 0
            ? new ParsedFiles(files, [], [.. problems.OrderBy(p => p.Path, StringComparer.Ordinal)], TimeSpan.Zero)
            : new ParsedFiles(files, parsed!, [], Stopwatch.GetElapsedTime(started));
    }

    /// <summary>The second half of <see cref="ReadAsync"/>.</summary>
    public static CandleFiles Join(ParsedFiles parsed, string? symbol, Timeframe? timeframe, IReadOnlyCollection<string> apart, CancellationToken cancellationToken) =>
        parsed.Problems.Count > 0 ? new CandleFiles([], parsed.Problems)
        : Join(parsed.Files, parsed.Rows, file => symbol is null || apart.Contains(SymbolOf(file)) ? SymbolOf(file) : symbol, timeframe, cancellationToken);

    /// <summary>The series of a plain candle CSV that is in memory already.</summary>
    public static CandleFiles Read(byte[] csv, string symbol, CancellationToken cancellationToken)
    {
        try
        {
            var parsed = new CandleCsv("", (int)Math.Clamp(csv.LongLength / 60, 1024, 4_000_000));
            using var stream = new MemoryStream(csv, writable: false);
            Pump(stream, parsed, cancellationToken);
            return parsed.Problem is { } problem ? new CandleFiles([], [problem]) : Join([symbol], [parsed], _ => symbol, null, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            return new CandleFiles([], [Unreadable(symbol, e)]);
        }
    }

    /// <summary>The symbol of a file: its name up to the first dot.</summary>
    public static string SymbolOf(string path) => Path.GetFileName(path).Split('.')[0];

    private static CandleFiles Join(IReadOnlyList<string> files, IReadOnlyList<CandleCsv> parsed, Func<string, string> symbolOf, Timeframe? timeframe, CancellationToken cancellationToken)
    {
        var series = new List<LoadedCandles>();
        var problems = new List<Problem>();
        foreach (var group in Enumerable.Range(0, files.Count).GroupBy(i => symbolOf(files[i]), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var members = group.ToList();
            var columns = members.Count == 1 ? parsed[members[0]].Rows : new CandleColumns(members.Sum(i => parsed[i].Rows.Count));
            if (members.Count > 1) members.ForEach(i => columns.Append(parsed[i].Rows));
            var dropped = Merge(members.SelectMany(i => parsed[i].Dropped));
            if (columns.Count == 0)
            {
                problems.Add(NoBars(group.Key, dropped));
                continue;
            }
            var (cleaned, quality) = CandleCleaner.Clean(group.Key, columns.Count == 1 ? timeframe : null, columns, dropped, cancellationToken);
            series.Add(new LoadedCandles(cleaned, quality, [.. members.Select(i => files[i])]));
        }
        return new CandleFiles(problems.Count > 0 ? [] : series, problems);
    }

    private static List<FaultyLines> Merge(IEnumerable<FaultyLines> lines) =>
        [.. lines.GroupBy(l => l.Fault).OrderBy(g => g.Key).Select(g => new FaultyLines(g.Key, g.Sum(l => l.Count), [.. g.SelectMany(l => l.First).Take(FaultyLines.Keep)]))];

    private static CandleCsv? Parse(string file, string name, List<Problem> problems, CancellationToken cancellationToken)
    {
        try
        {
            using var raw = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            using var stream = Plain(raw);
            var csv = new CandleCsv(name, (int)Math.Clamp(raw.Length / (stream == raw ? 45 : 12), 1024, 4_000_000));
            Pump(stream, csv, cancellationToken);
            return csv;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            lock (problems) problems.Add(Unreadable(file, e));
            return null;
        }
    }

    private static void Pump(Stream stream, CandleCsv csv, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            var filled = 0;
            for (int read; (read = stream.Read(buffer, filled, buffer.Length - filled)) > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                filled += read;
                var used = csv.Feed(buffer.AsSpan(0, filled));
                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
                if (filled == buffer.Length) throw new InvalidDataException($"A line is longer than {buffer.Length} bytes.");
            }
            csv.Finish(buffer.AsSpan(0, filled));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What the file holds: itself, or unpacked if it is a .gz by its first bytes.</summary>
    internal static Stream Plain(FileStream stream)
    {
        var gzip = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        return gzip ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    /// <summary>The files meant by the paths, in name order, and what was not found.</summary>
    public static (IReadOnlyList<string> Files, IReadOnlyList<Problem> Problems) Find(IReadOnlyList<string> paths)
    {
        var (files, problems) = (new List<string>(), new List<Problem>());
        foreach (var path in paths)
        {
            if (File.Exists(path)) files.Add(Path.GetFullPath(path));
            else if (Directory.Exists(path)) files.AddRange(InFolder(path, problems));
            else problems.Add(Missing(path));
        }
        if (paths.Count == 0) problems.Add(new Problem(Severity.Error, "candles-missing", "candles", new("No candle file is named.", "Не указан файл свечей.")));
        return ([.. files.Distinct(StringComparer.Ordinal).OrderBy(Path.GetFileName, StringComparer.Ordinal).ThenBy(f => f, StringComparer.Ordinal)], problems);
    }

    private static IReadOnlyList<string> InFolder(string path, List<Problem> problems)
    {
        try
        {
            var found = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(f => f.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || f.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase))
                .Select(Path.GetFullPath).ToList();
            if (found.Count == 0) problems.Add(new Problem(Severity.Error, "candles-missing", path, new($"The folder {path} holds no .csv or .csv.gz file.", $"В папке {path} нет файлов .csv и .csv.gz.")));
            return found;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(Unreadable(path, e));
            return [];
        }
    }

    private static Problem Missing(string path) => new(Severity.Error, "candles-missing", path, new($"There is no file or folder {path}.", $"Нет файла или папки {path}."));

    internal static Problem Unreadable(string path, Exception e) => new(Severity.Error, "candles-unreadable", path, new($"{path} cannot be read: {e.Message}", $"{path} не читается: {e.Message}"));

    private static Problem NoBars(string symbol, List<FaultyLines> dropped)
    {
        var reasons = dropped.Count == 0 ? new Text("", "") : new Text(
            " " + string.Join("; ", dropped.Select(d => $"{d.Count} rows: {CandleCheck.Describe(d.Fault).En}")) + ".",
            " " + string.Join("; ", dropped.Select(d => $"строк {d.Count}: {CandleCheck.Describe(d.Fault).Ru}")) + ".");
        return new(Severity.Error, "no-bars", symbol, new($"{symbol} has no bars.{reasons.En}", $"У {symbol} нет баров.{reasons.Ru}"));
    }
}
