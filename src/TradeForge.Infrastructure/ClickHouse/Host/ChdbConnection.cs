using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace TradeForge.Infrastructure.ClickHouse.Host;

/// <summary>One session with the engine. Not thread-safe: the pool hands it to one request at a time.</summary>
internal sealed unsafe partial class ChdbConnection : IDisposable
{
    private readonly ChdbLibrary _library;
    private readonly Dictionary<string, string> _settings = [];
    private nint* _handle;
    private string _database = "default";

    /// <exception cref="InvalidOperationException">The engine refused, most often because another process has the folder open.</exception>
    public ChdbConnection(ChdbLibrary library, IReadOnlyList<string> arguments)
    {
        _library = library;
        var texts = arguments.Select(a => Marshal.StringToCoTaskMemUTF8(a)).ToArray();
        try
        {
            fixed (nint* argv = texts) _handle = library.Connect(texts.Length, (byte**)argv);
        }
        finally
        {
            foreach (var text in texts) Marshal.FreeCoTaskMem(text);
        }
        if (_handle == null) throw new InvalidOperationException("The engine refused to open the data folder.");
    }

    /// <summary>What the engine's parser says: the count of statements (0 when it cannot be parsed) and whether they only read.</summary>
    public (int Statements, bool ReadOnly) Classify(ReadOnlySpan<byte> sql)
    {
        var analysis = stackalloc uint[4] { 16, 0, 0, 4 }; // size, statements, flags, class; class 0 = only reads
        fixed (byte* text = sql)
            if (_library.Classify(*_handle, text, (nuint)sql.Length, null, 0, analysis) != 0) return (0, false);
        return ((int)analysis[1], analysis[3] == 0);
    }

    /// <summary>Makes the session's database and settings what the request asks for; what an earlier request left behind is undone.</summary>
    public ChdbResult? Prepare(string database, IReadOnlyDictionary<string, string> settings)
    {
        if (database != _database)
        {
            var used = Query(Encoding.UTF8.GetBytes($"USE {Quote(database)}"), "Null", []);
            if (used.Error != null) return used;
            used.Dispose();
            _database = database;
        }
        var stale = _settings.Keys.Where(name => !settings.ContainsKey(name)).ToList();
        var changed = settings.Where(s => !_settings.TryGetValue(s.Key, out var value) || value != s.Value).ToList();
        if (stale.Count > 0 && Set(stale.Select(name => $"{name} = DEFAULT")) is { } failed) return failed;
        foreach (var name in stale) _settings.Remove(name);
        foreach (var (name, value) in changed)
        {
            if (!Identifier().IsMatch(name)) return ChdbResult.Refuse(_library, 115, $"Unknown setting '{name}'. (UNKNOWN_SETTING)");
            if (Set([$"{name} = '{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'"]) is { } refused) return refused;
            _settings[name] = value;
        }
        return null;
    }

    private ChdbResult? Set(IEnumerable<string> assignments)
    {
        var result = Query(Encoding.UTF8.GetBytes("SET " + string.Join(", ", assignments)), "Null", []);
        if (result.Error != null) return result;
        result.Dispose();
        return null;
    }

    public ChdbResult Query(ReadOnlySpan<byte> sql, string format, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        using var arguments = new NativeParameters(parameters);
        Span<byte> formatBytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(format.Length)];
        var formatLength = Encoding.UTF8.GetBytes(format, formatBytes);
        fixed (byte* text = sql, formatText = formatBytes)
            return new ChdbResult(_library, _library.Query(*_handle, text, (nuint)sql.Length, formatText, (nuint)formatLength,
                arguments.Names, arguments.NameLengths, arguments.Values, arguments.ValueLengths, (nuint)parameters.Count));
    }

    /// <summary>Opens an insert whose rows follow in <paramref name="format"/>; the statement has no FORMAT clause.</summary>
    public ChdbInsert BeginInsert(ReadOnlySpan<byte> sql, string format, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        using var arguments = new NativeParameters(parameters);
        Span<byte> formatBytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(format.Length)];
        var formatLength = Encoding.UTF8.GetBytes(format, formatBytes);
        fixed (byte* text = sql, formatText = formatBytes)
            return new ChdbInsert(_library, _library.InsertBegin(*_handle, text, (nuint)sql.Length, formatText, (nuint)formatLength,
                arguments.Names, arguments.NameLengths, arguments.Values, arguments.ValueLengths, (nuint)parameters.Count));
    }

    public void Dispose()
    {
        if (_handle == null) return;
        _library.Close(_handle);
        _handle = null;
    }

    private static string Quote(string identifier) =>
        "`" + identifier.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal) + "`";

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Identifier();
}

/// <summary>Names and values of query parameters as the engine wants them: arrays of pointers and of lengths.</summary>
internal sealed unsafe class NativeParameters : IDisposable
{
    private readonly byte* _block;

    public NativeParameters(IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        var count = parameters.Count;
        if (count == 0) return;
        var texts = parameters.SelectMany(p => new[] { Encoding.UTF8.GetBytes(p.Key), Encoding.UTF8.GetBytes(p.Value) }).ToArray();
        _block = (byte*)NativeMemory.Alloc((nuint)(count * 4 * sizeof(nint) + texts.Sum(t => t.Length) + 1));
        Names = (byte**)_block;
        Values = Names + count;
        NameLengths = (nuint*)(Values + count);
        ValueLengths = NameLengths + count;
        var at = (byte*)(ValueLengths + count);
        for (var i = 0; i < texts.Length; i++)
        {
            var (pointers, lengths) = i % 2 == 0 ? ((nint)Names, (nint)NameLengths) : ((nint)Values, (nint)ValueLengths);
            ((byte**)pointers)[i / 2] = at;
            ((nuint*)lengths)[i / 2] = (nuint)texts[i].Length;
            texts[i].CopyTo(new Span<byte>(at, texts[i].Length));
            at += texts[i].Length;
        }
    }

    public byte** Names { get; }
    public byte** Values { get; }
    public nuint* NameLengths { get; }
    public nuint* ValueLengths { get; }

    public void Dispose() => NativeMemory.Free(_block);
}
