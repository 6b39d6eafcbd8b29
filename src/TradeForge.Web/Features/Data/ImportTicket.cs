using System.Text.Json;
using TradeForge.Core.Market;
using TradeForge.Core.Market.Import;
using TradeForge.Infrastructure.MarketData.Import;

namespace TradeForge.Web.Features.Data;

/// <summary>An import that was asked for, written beside its uploaded file.</summary>
/// <param name="Settings">Without the timeframe.</param>
/// <param name="Timeframe">Such as 1h; null = detected.</param>
/// <param name="Job">Its job, once it exists.</param>
public sealed record ImportTicket(string Instrument, ImportSettings Settings, string? Timeframe, Guid? Owner, string FileName, Guid? Job)
{
    public const string Ending = ".ticket";

    public static ImportTicket Of(ImportRequest request) =>
        new(request.Instrument, request.Settings with { Timeframe = null }, request.Settings.Timeframe?.ToString(), request.Owner, request.Name, Job: null);

    public ImportRequest ToRequest(string path) =>
        new(path, Instrument, Settings with { Timeframe = Core.Market.Timeframe.TryParse(Timeframe, out var frame) ? frame : null }, Owner, FileName);

    /// <summary>Null when it cannot be read.</summary>
    public static ImportTicket? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ImportTicket>(File.ReadAllBytes(path + Ending));
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    public void Write(string path)
    {
        var temporary = path + ".new"; // a killed process leaves a whole ticket or none
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(temporary, path + Ending, overwrite: true);
    }
}
