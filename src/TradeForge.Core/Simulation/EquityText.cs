using System.Text;
using System.Text.Json;

namespace TradeForge.Core.Simulation;

/// <summary>Writes the rows of an equity curve: most of a result's bytes, so they are put together by hand, each on one line. The text is else that of <see cref="Utf8JsonWriter"/>.</summary>
internal sealed class EquityText
{
    private readonly byte[] _row = new byte[512], _cash = new byte[JsonText.Longest];
    private readonly byte[] _time, _equity, _cashName, _exposure;
    private decimal _lastCash;
    private int _cashLength;

    /// <param name="indented">A line for each row.</param>
    private EquityText(bool indented)
    {
        var (line, gap) = indented ? ("\n    ", " ") : ("", "");
        byte[] Name(string before, string name, string after) => Encoding.UTF8.GetBytes($"{before}\"{name}\":{gap}{after}");
        (_time, _equity, _cashName, _exposure) = (Name(line + "{", "time", "\""), Name("\"," + gap, "equity", ""), Name("," + gap, "cash", ""), Name("," + gap, "exposure", ""));
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<EquityPoint> points, CancellationToken cancellationToken = default)
    {
        var text = new EquityText(json.Options.Indented);
        json.WriteStartArray("equity");
        for (var i = 0; i < points.Count; i++)
        {
            json.WriteRawValue(text.Row(points[i]), skipInputValidation: true);
            if (json.BytesPending > ResultJson.Chunk) ResultJson.Flush(json, cancellationToken);
        }
        json.WriteEndArray();
    }

    private ReadOnlySpan<byte> Row(in EquityPoint point)
    {
        var at = Add(_time, 0);
        at += JsonText.Time(point.Time, _row.AsSpan(at));
        at = AddNumber(point.Equity, Add(_equity, at));
        if (_cashLength == 0 || point.Cash != _lastCash || point.Cash.Scale != _lastCash.Scale) (_lastCash, _cashLength) = (point.Cash, JsonText.Number(point.Cash, _cash));
        at = Add(_cash.AsSpan(0, _cashLength), Add(_cashName, at));
        at = AddNumber(point.Exposure, Add(_exposure, at));
        _row[at] = (byte)'}';
        return _row.AsSpan(0, at + 1);
    }

    private int Add(ReadOnlySpan<byte> text, int at)
    {
        text.CopyTo(_row.AsSpan(at));
        return at + text.Length;
    }

    private int AddNumber(decimal value, int at) => at + JsonText.Number(value, _row.AsSpan(at));
}
