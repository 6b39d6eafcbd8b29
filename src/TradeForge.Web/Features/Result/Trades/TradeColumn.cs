using System.Globalization;
using Microsoft.Extensions.Localization;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies.Reading;
using TradeForge.Web.Shared;

namespace TradeForge.Web.Features.Result.Trades;

/// <summary>A column of the trade list: how it sorts, and whether it can be hidden. In the order of the list: what is asked for first is in sight on the narrowest window.</summary>
/// <param name="Name">Its resource, and its name where the choice of columns is kept.</param>
/// <param name="Number">It stands to the right.</param>
/// <param name="Key">What it sorts by; null = the number of the trade.</param>
public sealed record TradeColumn(string Name, bool Number, Func<TradeLine, IComparable>? Key)
{
    /// <summary>How it looks; null = the list knows.</summary>
    public Func<TradeLine, Figure>? Shown { get; init; }

    /// <summary>The value of a block: its words; null = the resource <see cref="Name"/>.</summary>
    public (string Resource, TradeValueColumn Of)? Value { get; init; }

    /// <summary>Hidden until somebody asks for it.</summary>
    public bool Seldom { get; init; }

    public static IReadOnlyList<TradeColumn> All { get; } =
    [
        new("Number", true, null), new("Symbol", false, t => t.Trade.Symbol), new("Side", false, t => t.Trade.Side), new("Pnl", true, t => t.Trade.Pnl), new("PnlPercent", true, t => t.Trade.PnlPercent),
        new("EntryTime", false, t => t.Trade.EntryTime), new("EntryPrice", true, t => t.Trade.EntryPrice),
        new("EntryReason", false, t => t.Trade.EntryReason), new("ExitTime", false, t => t.Trade.ExitTime), new("ExitPrice", true, t => t.Trade.ExitPrice), new("ExitReason", false, t => t.Trade.ExitReason),
        new("Quantity", true, t => t.Trade.Quantity), new("Fees", true, t => t.Trade.Fees),
        new("Mae", true, t => t.Trade.Mae), new("Mfe", true, t => t.Trade.Mfe), new("Bars", true, t => t.Trade.Bars),
        new("RunUp", true, t => t.Trade.RunUp), new("Drawdown", true, t => t.Trade.Drawdown), new("EntryRate", true, t => t.Trade.EntryRate), new("ExitRate", true, t => t.Trade.ExitRate),
        new("InitialStop", true, t => t.Trade.Levels?.InitialStop ?? 0), new("InitialTarget", true, t => t.Trade.Levels?.InitialTarget ?? 0), new("FinalStop", true, t => t.Trade.Levels?.FinalStop ?? 0), new("FinalTarget", true, t => t.Trade.Levels?.FinalTarget ?? 0),
        Extra("Hours", t => t.Trade.Hours, t => Figure.Number(t.Trade.Hours)), Extra("GrossPnl", t => t.Trade.GrossPnl, t => Figure.Gain(t.Trade.GrossPnl)),
        Extra("PositionCost", t => t.Trade.PositionCost, t => Figure.Money(t.Trade.PositionCost)), Extra("SizePercent", t => t.SizePercent ?? 0, t => Figure.Percent(t.SizePercent)),
        Extra("EntryCapital", t => t.Money?.EntryCapital ?? 0, t => Money(t.Money?.EntryCapital)), Extra("ExitCapital", t => t.Money?.ExitCapital ?? 0, t => Money(t.Money?.ExitCapital)),
        Extra("Lots", t => t.Lots ?? 0, t => Quantity(t.Lots)), Extra("LotSize", t => t.Money?.LotSize ?? 0, t => Quantity(t.Money is { LotSize: > 0 } m ? m.LotSize : null)),
        new("IsFlip", false, t => t.Money?.IsFlip ?? false) { Seldom = true },
    ];

    /// <summary>Those of every result, and the values of the strategy's blocks at the signals of a trade.</summary>
    public static IReadOnlyList<TradeColumn> Of(BacktestResult result) =>
    [
        .. All,
        .. TradeLine.ValuesOf(result).SelectMany((c, i) => new[] { OfValue("entry", "ValueAtEntry", c, i, t => t.Entry), OfValue("exit", "ValueAtExit", c, i, t => t.Exit) }),
    ];

    public string Title(IStringLocalizer words, BlockNames? names) => Value is var (resource, of) ? words[resource, names?.Of(of.Node, of.Handle).Here() ?? $"{of.Node}.{of.Handle}"] : words[Name];

    /// <summary>How it is defined; null where its name says it.</summary>
    public string? Hint(IStringLocalizer words) => words[$"Hint-{Value?.Resource ?? Name}"] is { ResourceNotFound: false } hint ? hint.Value : null;

    private static TradeColumn OfValue(string when, string resource, TradeValueColumn of, int place, Func<TradeLine, double[]?> values) =>
        new($"{when}:{of.Node}.{of.Handle}", true, t => values(t)?[place] ?? double.NaN)
        {
            Shown = t => values(t)?[place] is { } v && double.IsFinite(v) ? new Figure(v.ToString("G7", CultureInfo.CurrentCulture), Figure.Digits(v), "") : Figure.Undefined,
            Value = (resource, of),
            Seldom = true,
        };

    private static TradeColumn Extra(string name, Func<TradeLine, IComparable> key, Func<TradeLine, Figure> shown) => new(name, true, key) { Shown = shown, Seldom = true };

    private static Figure Money(decimal? value) => value is { } v ? Figure.Money(v) : Figure.Undefined;

    private static Figure Quantity(decimal? value) => value is { } v ? Figure.Quantity(v) : Figure.Undefined;
}
