using System.Text.Json;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Postgres.Stores;
using TradeForge.Web.Features.Strategies.Library;

namespace TradeForge.Web.Tests.Rules;

public sealed class PersonalBlocksTests
{
    private static readonly Dictionary<string, JsonElement> None = [];

    [Fact]
    public void Insert_Twice_GivesFreshIdsAndKeepsTheWiresInside()
    {
        var part = new StrategyGraph(1, "b", [new("a", "sma", new(100, 50), None), new("b", "rsi", new(300, 80), None)], [new("e1", "a", "value", "b", "source")]);
        var block = new PersonalBlock(Guid.NewGuid(), "b", "", StrategyJson.Write(part), default);
        var empty = new StrategyGraph(1, "g", [new("a", "price", new(0, 0), None)], []);
        var (once, first) = PersonalBlocks.Insert(empty, block, new(10, 20))!.Value;
        var (twice, second) = PersonalBlocks.Insert(once, block, new(10, 220))!.Value;
        Assert.Equal(["a2", "b"], first);
        Assert.Equal(["a3", "b2"], second);
        Assert.Equal(["a2 10 20", "b 210 50", "a3 10 220", "b2 210 250"], twice.Nodes.Skip(1).Select(n => $"{n.Id} {n.Position.X} {n.Position.Y}"));
        Assert.Equal(["e1 a2 b", "e12 a3 b2"], twice.Edges.Select(e => $"{e.Id} {e.Source} {e.Target}"));
    }

    [Fact]
    public void Insert_WhatCannotBeRead_IsRefused() =>
        Assert.Null(PersonalBlocks.Insert(new(1, "g", [], []), new(Guid.NewGuid(), "b", "", "{}", default), new(0, 0)));

    [Theory]
    [InlineData("", "")]
    [InlineData(" trend ,Crypto,, trend,TREND", "Crypto|trend")]
    public void Labels_Read_TrimsAndTakesEachOnce(string text, string expected) => Assert.Equal(expected, string.Join('|', Labels.Read(text)));
}
