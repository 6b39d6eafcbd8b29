using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace TradeForge.Core.Simulation;

/// <summary>Writes the rows of an equity curve: most of a result's bytes, so they are put together by hand, each on one line, and before they are asked for. The text is else that of <see cref="Utf8JsonWriter"/>.</summary>
internal sealed class EquityText : IDisposable
{
    private const int RowsOfPart = 2048, PartsAhead = 16, MostOfRow = 4 * JsonText.Longest + 64;
    private readonly IReadOnlyList<EquityPoint> _points;
    private readonly bool _indented;
    private readonly CancellationTokenSource _stop;
    private readonly BlockingCollection<Part> _parts = new(PartsAhead);
    private readonly Task _making;

    private EquityText(IReadOnlyList<EquityPoint> points, bool indented, CancellationToken cancellationToken)
    {
        (_points, _indented, _stop) = (points, indented, CancellationTokenSource.CreateLinkedTokenSource(cancellationToken));
        _making = Task.Run(Make, CancellationToken.None);
    }

    /// <summary>Begins to make the rows; a few parts wait until they are written.</summary>
    /// <param name="points">The curve.</param>
    /// <param name="indented">A line for each row.</param>
    /// <param name="cancellationToken">Looked at for every part.</param>
    public static EquityText Begin(IReadOnlyList<EquityPoint> points, bool indented, CancellationToken cancellationToken = default) => new(points, indented, cancellationToken);

    /// <summary>Writes the rows as they are made.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("equity");
        foreach (var part in _parts.GetConsumingEnumerable(_stop.Token))
        {
            json.WriteRawValue(part.Text.AsSpan(0, part.Length), skipInputValidation: true);
            ArrayPool<byte>.Shared.Return(part.Text);
            if (json.BytesPending > ResultJson.Chunk) ResultJson.Flush(json, _stop.Token);
        }
        _making.GetAwaiter().GetResult();
        json.WriteEndArray();
    }

    /// <summary>Nothing is made any more.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        try
        {
            _making.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
        }
        _parts.Dispose();
        _stop.Dispose();
    }

    private void Make()
    {
        try
        {
            var row = new EquityRow(_indented);
            for (var from = 0; from < _points.Count; from += RowsOfPart)
            {
                var count = Math.Min(RowsOfPart, _points.Count - from);
                var (part, length) = (ArrayPool<byte>.Shared.Rent(count * MostOfRow), 0);
                for (var i = from; i < from + count; i++)
                {
                    if (i > from) part[length++] = (byte)',';
                    length += row.Put(_points[i], part.AsSpan(length));
                }
                _parts.Add(new Part(part, length), _stop.Token);
            }
        }
        finally
        {
            _parts.CompleteAdding();
        }
    }

    /// <summary>Some rows, in rented memory.</summary>
    private sealed record Part(byte[] Text, int Length);

    /// <summary>One row after the other: cash mostly is that of the row before.</summary>
    private sealed class EquityRow
    {
        private readonly byte[] _cash = new byte[JsonText.Longest];
        private readonly byte[] _time, _equity, _cashName, _exposure;
        private decimal _lastCash;
        private int _cashLength;

        public EquityRow(bool indented)
        {
            var (line, gap) = indented ? ("\n    ", " ") : ("", "");
            byte[] Name(string before, string name, string after) => Encoding.UTF8.GetBytes($"{before}\"{name}\":{gap}{after}");
            (_time, _equity, _cashName, _exposure) = (Name(line + "{", "time", "\""), Name("\"," + gap, "equity", ""), Name("," + gap, "cash", ""), Name("," + gap, "exposure", ""));
        }

        /// <summary>Writes the row and returns its length.</summary>
        public int Put(in EquityPoint point, Span<byte> text)
        {
            var at = Add(_time, text, 0);
            at += JsonText.Time(point.Time, text[at..]);
            at = Add(_equity, text, at);
            at += JsonText.Number(point.Equity, text[at..]);
            if (_cashLength == 0 || point.Cash != _lastCash || point.Cash.Scale != _lastCash.Scale) (_lastCash, _cashLength) = (point.Cash, JsonText.Number(point.Cash, _cash));
            at = Add(_cashName, text, at);
            at = Add(_exposure, text, Add(_cash.AsSpan(0, _cashLength), text, at));
            at += JsonText.Number(point.Exposure, text[at..]);
            text[at] = (byte)'}';
            return at + 1;
        }

        private static int Add(ReadOnlySpan<byte> piece, Span<byte> text, int at)
        {
            piece.CopyTo(text[at..]);
            return at + piece.Length;
        }
    }
}
