using System.Text;
using System.Text.Json;
using TradeForge.Core.Simulation;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>The rows put together by hand are, byte for byte, what the JSON writer makes of them.</summary>
public class EquityTextTests
{
    [Fact]
    public void Rows_AreThoseOfTheJsonWriter()
    {
        var random = new Random(7);
        var points = new List<EquityPoint> { new(0, 0, 0.00m, -0.00m), new(-1, 1.10m, decimal.MaxValue, decimal.MinValue), new(1_700_000_000_123, 1e-28m, 100, 0.5000m) };
        for (var i = 0; i < 5000; i++) points.Add(new(random.NextInt64(-100_000_000_000, 4_000_000_000_000), Any(random), i % 3 == 0 ? points[^1].Cash : Any(random), Any(random)));

        Assert.Equal(ByWriter(points), Text(false, json => Write(json, points)));
        var indented = Text(true, json => Write(json, points));
        Assert.Equal(points.Count + 4, indented.Split('\n').Length); // a line for each row
        Assert.Equal(ByWriter(points), indented.Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void NoRows_AreAnEmptyArray() => Assert.Equal("""{"equity":[]}""", Text(false, json => Write(json, [])));

    private static void Write(Utf8JsonWriter json, List<EquityPoint> points)
    {
        using var text = EquityText.Begin(points, json.Options.Indented);
        text.Write(json);
    }

    private static decimal Any(Random random) => new(random.Next(), random.Next(2) * random.Next(), random.Next(2) * random.Next(), random.Next(2) == 0, (byte)random.Next(29));

    private static string ByWriter(List<EquityPoint> points) => Text(false, json =>
    {
        json.WriteStartArray("equity");
        foreach (var p in points)
        {
            json.WriteStartObject();
            var time = DateTimeOffset.FromUnixTimeMilliseconds(p.Time);
            json.WriteString("time", time.ToString(time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteNumber("equity", p.Equity / 1.0000000000000000000000000000m);
            json.WriteNumber("cash", p.Cash / 1.0000000000000000000000000000m);
            json.WriteNumber("exposure", p.Exposure / 1.0000000000000000000000000000m);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static string Text(bool indented, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = indented, NewLine = "\n" }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
