using TradeForge.Core;
using TradeForge.Core.Simulation;

namespace TradeForge.Cli;

/// <summary>How much a run may take.</summary>
internal static class LimitOptions
{
    private static readonly RunLimits Default = new();

    public static IReadOnlyList<Option> All { get; } =
    [
        Limit("bars", Default.Bars, new("most bars of a series", "наибольшее число баров ряда")),
        Limit("orders", Default.Orders, new("most orders of an instrument", "наибольшее число заявок инструмента")),
        Limit("seconds", (long)Default.Time.TotalSeconds, new("longest time that a run may take", "наибольшее время прогона")),
        Limit("memory", Default.Memory >> 20, new("most memory of the process, in MiB", "наибольшая память процесса, МиБ")),
    ];

    public static RunLimits Read(Arguments a) => new()
    {
        Bars = a.Int("limit-bars", Default.Bars, 1),
        Orders = a.Int("limit-orders", Default.Orders, 1),
        Time = TimeSpan.FromSeconds(a.Int("limit-seconds", (int)Default.Time.TotalSeconds, 1, int.MaxValue / 1000)),
        Memory = (long)a.Int("limit-memory", (int)(Default.Memory >> 20), 1) << 20,
    };

    private static Option Limit(string what, long most, Text help) => new("limit-" + what, "NUMBER", help) { Default = FormattableString.Invariant($"{most}") };
}
