using System.Text.Json;
using System.Text.Json.Serialization;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>The settings of a run as JSON in its row: words for choices, <c>1h</c> for a timeframe.</summary>
internal static class RunSettingsJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new TimeframeConverter() },
    };

    public static string Write(BacktestSettings settings) => JsonSerializer.Serialize(settings, Options);

    public static BacktestSettings Read(string json) =>
        JsonSerializer.Deserialize<BacktestSettings>(json, Options) ?? throw new JsonException($"The settings of a run are '{json}'.");

    private sealed class TimeframeConverter : JsonConverter<Timeframe>
    {
        public override Timeframe Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Timeframe.Parse(reader.GetString() ?? "");
        public override void Write(Utf8JsonWriter writer, Timeframe value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
