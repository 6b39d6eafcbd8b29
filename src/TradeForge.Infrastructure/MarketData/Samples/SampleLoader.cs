using System.Text.Json;
using TradeForge.Core.Market;
using TradeForge.Core.Market.Import;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.MarketData.Import;

namespace TradeForge.Infrastructure.MarketData.Samples;

/// <summary>A sample file, its series and its licence; a row of samples/manifest.json.</summary>
public sealed record Sample(string File, string Instrument, string Timeframe, string Source, string Licence);

/// <summary>Loads the samples that come with the product, so that a new installation has something to show.</summary>
public sealed class SampleLoader(CandleImporter importer, CandleStore candles)
{
    /// <summary>The folder beside the executable.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "samples");

    /// <summary>Rows of the manifest of a folder; none when there is no manifest.</summary>
    public static IReadOnlyList<Sample> List(string folder)
    {
        var manifest = Path.Combine(folder, "manifest.json");
        return File.Exists(manifest) ? JsonSerializer.Deserialize<Sample[]>(File.ReadAllBytes(manifest), JsonSerializerOptions.Web) ?? [] : [];
    }

    /// <summary>Imports every sample whose series is not stored yet. Repeating it changes nothing.</summary>
    /// <returns>The samples imported now.</returns>
    /// <exception cref="InvalidDataException">A sample is broken: the installation is damaged.</exception>
    public async Task<IReadOnlyList<Sample>> LoadAsync(string folder, CancellationToken cancellationToken)
    {
        var stored = (await candles.CoverageAsync(cancellationToken)).Select(c => (c.Instrument, c.Timeframe)).ToHashSet();
        var loaded = new List<Sample>();
        foreach (var sample in List(folder).Where(s => !stored.Contains((s.Instrument, Timeframe.Parse(s.Timeframe)))))
        {
            var settings = new ImportSettings { Timeframe = Timeframe.Parse(sample.Timeframe) };
            var outcome = await importer.ImportAsync(new ImportRequest(Path.Combine(folder, sample.File), sample.Instrument, settings), null, cancellationToken);
            if (outcome.Report is null) throw new InvalidDataException($"Sample {sample.File}: {string.Join(" ", outcome.Problems.Select(p => p.Message.En))}");
            loaded.Add(sample);
        }
        return loaded;
    }
}
