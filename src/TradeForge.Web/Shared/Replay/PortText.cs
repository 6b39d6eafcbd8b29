using System.Globalization;
using TradeForge.Core;
using TradeForge.Core.Simulation.Explain;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Shared.Replay;

/// <summary>Values of ports as people read them.</summary>
public static class PortText
{
    private static readonly Text Yes = new("true", "истина"), No = new("false", "ложь"), NotKnown = new("not known", "неизвестно");

    /// <summary><c>node.handle</c> to its value.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<PortValue> ports) => ports.ToDictionary(p => $"{p.NodeId}.{p.Handle}", Of, StringComparer.Ordinal);

    public static string Of(PortValue port) => port.Kind == PortKind.Condition || port.Truth == Truth.Unknown ? Of(port.Truth) : Of(port.Number);

    public static string Of(Truth truth) => (truth switch { Truth.True => Yes, Truth.False => No, _ => NotKnown }).Here();

    /// <summary>Two decimals from a thousand on, else six digits.</summary>
    public static string Of(double number) => number.ToString(Math.Abs(number) >= 1000 ? "N2" : "G6", CultureInfo.CurrentCulture);
}
