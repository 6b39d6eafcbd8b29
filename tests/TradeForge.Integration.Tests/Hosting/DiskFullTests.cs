using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Hosting;

namespace TradeForge.Integration.Tests.Hosting;

public sealed class DiskFullTests
{
    [Fact]
    public void Is_WordsOfFileSystemAndStores_AreKnown()
    {
        Assert.True(DiskFull.Is((Exception)new IOException("No space left on device", 28)));
        Assert.True(DiskFull.Is(new ClickHouseException(243, "NOT_ENOUGH_SPACE", "q")));
        Assert.True(DiskFull.Is(new Npgsql.PostgresException("could not extend file", "ERROR", "ERROR", "53100")));
        Assert.True(DiskFull.Is(new InvalidOperationException("wrapped", new Npgsql.PostgresException("could not extend file", "ERROR", "ERROR", "53100"))));
        Assert.False(DiskFull.Is((Exception)new IOException("Broken pipe", 32)));
        Assert.False(DiskFull.Is(new ClickHouseException(60, "UNKNOWN_TABLE", "q")));
        Assert.False(DiskFull.Is(new InvalidOperationException()));
    }
}
