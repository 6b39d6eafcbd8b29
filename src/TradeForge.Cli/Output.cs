using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TradeForge.Core;
using TradeForge.Infrastructure.Hosting;

namespace TradeForge.Cli;

/// <summary>Where a verb writes: results to standard output (or a file), everything else to standard error.</summary>
internal sealed class Output(Stream results, TextWriter notes, bool russian, bool terminal, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan TerminalStep = TimeSpan.FromMilliseconds(250), LogStep = TimeSpan.FromSeconds(2);
    private readonly StreamWriter _results = new(results, new UTF8Encoding(false), 16 * 1024) { NewLine = "\n" };
    private long _shown = clock.GetTimestamp();
    private bool _lineOpen;

    /// <summary>The output of this process. Russian where the locale of the messages is Russian.</summary>
    public static Output ForConsole()
    {
        var notes = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        var locale = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        return new Output(Console.OpenStandardOutput(), notes, locale?.StartsWith("ru", StringComparison.OrdinalIgnoreCase) == true, !Console.IsErrorRedirected, TimeProvider.System);
    }

    public bool Russian => russian;

    /// <summary>A line of the result.</summary>
    public void Line(FormattableString text) => _results.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    public void Line(string text) => _results.WriteLine(text);

    /// <summary>A line about the work, for people.</summary>
    public void Note(string text)
    {
        EndProgress();
        notes.WriteLine(text);
    }

    public string In(Text text) => russian ? text.Ru : text.En;

    /// <summary>Shows how far long work is: <paramref name="fraction"/> of 1, redrawn at most four times a second.</summary>
    public void Progress(double fraction, string what)
    {
        if (clock.GetElapsedTime(_shown) < (terminal ? TerminalStep : LogStep)) return;
        _shown = clock.GetTimestamp();
        var line = string.Create(CultureInfo.InvariantCulture, $"{what} {Math.Clamp(fraction, 0, 1) * 100:0} %");
        notes.Write(terminal ? $"\r{line}\u001b[K" : line + "\n");
        _lineOpen = terminal;
    }

    /// <summary>Progress for Core, which reports a fraction.</summary>
    public IProgress<double> ProgressOf(string what) => new Direct(fraction => Progress(fraction, what));

    /// <summary>Writes a result to the file, or to standard output if <paramref name="path"/> is null or "-". A file appears whole or not at all.</summary>
    public void Result(string? path, Action<Stream> write)
    {
        EndProgress();
        if (path is null or "-")
        {
            _results.Flush();
            write(results);
            results.Flush();
            return;
        }

        var temporary = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.tmp");
        try
        {
            using (var file = File.Create(temporary)) write(file);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException && !DiskFull.Is(e))
        {
            throw new RefusedException("out-not-writable", "out", $"{path} cannot be written: {e.Message}", $"Не удаётся записать {path}: {e.Message}");
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }

    /// <summary>Writes JSON to the file or to standard output, indented, with a line end.</summary>
    public void Json(string? path, Action<Utf8JsonWriter> write) => Result(path, stream =>
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        stream.WriteByte((byte)'\n');
    });

    /// <summary>Lists problems on standard error and, with <c>--json</c>, as problem details (RFC 9457) on standard output.</summary>
    public void Problems(IReadOnlyList<Problem> problems, bool json)
    {
        foreach (var problem in problems)
            Note((problem.Severity == Severity.Warning ? "warning: " : "error: ") + (problem.Path.Length > 0 ? problem.Path + ": " : "") + In(problem.Message));
        if (json) Json(null, writer => WriteProblems(writer, problems));
    }

    public void Dispose()
    {
        EndProgress();
        _results.Dispose();
        notes.Flush();
    }

    private static void WriteProblems(Utf8JsonWriter writer, IReadOnlyList<Problem> problems)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "about:blank");
        writer.WriteString("title", "The request was wrong.");
        writer.WriteStartArray("problems");
        foreach (var problem in problems) WriteProblem(writer, problem);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>A problem as an object.</summary>
    public static void WriteProblem(Utf8JsonWriter writer, Problem problem)
    {
        writer.WriteStartObject();
        writer.WriteString("severity", problem.Severity == Severity.Warning ? "warning" : "error");
        writer.WriteString("code", problem.Code);
        writer.WriteString("path", problem.Path);
        writer.WriteString("en", problem.Message.En);
        writer.WriteString("ru", problem.Message.Ru);
        writer.WriteEndObject();
    }

    private void EndProgress()
    {
        if (!_lineOpen) return;
        _lineOpen = false;
        notes.Write("\r\u001b[K");
    }

    private sealed class Direct(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
