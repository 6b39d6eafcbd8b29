using System.Net.Sockets;
using Npgsql;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Web.Shared;

namespace TradeForge.Web.Tests.Rules;

public sealed class StoreFaultTests
{
    [Theory]
    [InlineData("42P01", null)] // no such table
    [InlineData("23505", null)] // not unique
    [InlineData("40001", null)] // serialization, which the driver calls transient
    [InlineData("57P01", "PostgreSQL")] // stopped by the administrator
    [InlineData("57P03", "PostgreSQL")] // starting
    [InlineData("08006", "PostgreSQL")]
    public void Of_AnswerOfPostgres_IsAFaultOnlyWhenItIsAway(string state, string? store) =>
        Assert.Equal(store, StoreFault.Of(new InvalidOperationException("outer", new PostgresException("no", "ERROR", "ERROR", state))));

    [Fact]
    public void Of_ConnectionRefused_IsPostgres() => Assert.Equal("PostgreSQL", StoreFault.Of(new NpgsqlException("no", new SocketException(111))));

    [Theory]
    [InlineData(0, "ClickHouse")]
    [InlineData(159, "ClickHouse")] // did not finish in time
    [InlineData(62, null)] // syntax
    public void Of_ClickHouse_IsAFaultOnlyWithoutAnAnswer(int code, string? store) => Assert.Equal(store, StoreFault.Of(new ClickHouseException(code, "no", "query")));

    [Fact]
    public void Of_Bug_IsNone() => Assert.Null(StoreFault.Of(new InvalidOperationException("bug", new IOException("a file"))));
}
