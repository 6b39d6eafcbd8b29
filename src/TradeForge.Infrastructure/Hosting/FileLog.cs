using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>Writes the log to a file per day, keeps two weeks of them, and never holds up whoever logs.</summary>
public sealed class FileLog : ILoggerProvider, ISupportExternalScope, IAsyncDisposable
{
    private const int KeptFiles = 14, QueuedLines = 10_000;
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(QueuedLines) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly Task _writer;
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public FileLog(string folder, TimeProvider clock)
    {
        (_folder, _clock) = (folder, clock);
        _writer = Task.Run(WriteAsync);
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => _lines.Writer.TryComplete();

    public async ValueTask DisposeAsync()
    {
        Dispose();
        await _writer;
    }

    private async Task WriteAsync()
    {
        await foreach (var first in _lines.Reader.ReadAllAsync())
        {
            try
            {
                var path = Path.Combine(_folder, $"tradeforge-{_clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.log");
                if (!File.Exists(path)) RemoveOld();
                await using var file = new StreamWriter(path, append: true);
                await file.WriteLineAsync(first);
                while (_lines.Reader.TryRead(out var next)) await file.WriteLineAsync(next);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"The log file cannot be written: {e.Message}");
            }
        }
    }

    private void RemoveOld()
    {
        foreach (var old in Directory.GetFiles(_folder, "tradeforge-*.log").Order(StringComparer.Ordinal).SkipLast(KeptFiles - 1)) File.Delete(old);
    }

    private sealed class Logger(FileLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = new System.Text.StringBuilder(200);
            line.Append(CultureInfo.InvariantCulture, $"{log._clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {logLevel} {category}: {formatter(state, exception)}");
            log._scopes.ForEachScope((scope, text) => text.Append(CultureInfo.InvariantCulture, $" | {scope}"), line);
            if (exception is not null) line.Append('\n').Append(exception);
            log._lines.Writer.TryWrite(line.ToString());
        }
    }
}
