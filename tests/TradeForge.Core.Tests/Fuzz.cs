using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace TradeForge.Core.Tests;

/// <summary>Laws over many seeds: 1 000 in the suite, as many as TRADEFORGE_FUZZ says under <c>./tradeforge test --fuzz</c>.</summary>
internal static class Fuzz
{
    public static int Cases { get; } = int.TryParse(Environment.GetEnvironmentVariable("TRADEFORGE_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases : 1_000;

    /// <summary>Seeds from the whole range, not only the small numbers that FsCheck starts with; a failing one is named.</summary>
    public static void Seeds(Func<int, bool> law) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
}
