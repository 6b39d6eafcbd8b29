using TradeForge.Infrastructure.MarketData.Files;
using TradeForge.Infrastructure.MarketData.Samples;

namespace TradeForge.Integration.Tests.MarketData;

public sealed class CandleFileReaderTests
{
    private static readonly string Sample = Path.Combine(SampleLoader.Folder, "SBER.moex.1d.csv.gz");

    [Fact]
    public async Task Read_PackedFileThatWasCutOff_SaysSoInsteadOfReadingLess()
    {
        Assert.Empty((await CandleFileReader.ReadAsync([Sample], "SBER", null, [], CancellationToken.None)).Problems);
        var folder = Directory.CreateTempSubdirectory("tf-cut-").FullName;
        try
        {
            var cut = Path.Combine(folder, "SBER.csv.gz");
            var whole = await File.ReadAllBytesAsync(Sample);
            await File.WriteAllBytesAsync(cut, whole[..(whole.Length / 2)]);

            var read = await CandleFileReader.ReadAsync([cut], "SBER", null, [], CancellationToken.None);
            Assert.Empty(read.Series);
            Assert.Equal(cut, Assert.Single(read.Problems).Path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Read_Cancelled_Stops() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CandleFileReader.ReadAsync([Sample], "SBER", null, [], new CancellationToken(canceled: true)));
}
