namespace TradeForge.Web.Shared.Charts;

/// <summary>What the browser needs to draw a chart; times in seconds since 1970 UTC. windowed.ts and candles.ts read it.</summary>
/// <param name="Url">Endpoint of the windows.</param>
/// <param name="First">Start of the first bar.</param>
/// <param name="Last">Start of the last bar.</param>
/// <param name="Step">Length of a bar.</param>
/// <param name="Decimals">Digits of prices.</param>
/// <param name="Show">Bars in view at first; 0 = all.</param>
/// <param name="Name">Says what the chart shows, for those who do not see it.</param>
/// <param name="Lines">Lines behind the candle columns.</param>
/// <param name="TradesUrl">Endpoint of the trades in a window, or null.</param>
/// <param name="Marks">Moments that are named on an equity curve.</param>
/// <param name="TradeLink">Address of the page that shows a trade, to be completed by its number, or null.</param>
/// <param name="HoldName">What the line to compare the equity with stands for; null = buying and holding the instrument.</param>
public sealed record ChartOptions(
    string Url, long First, long Last, long Step, int Decimals, int Show, string Name, IReadOnlyList<ChartLine>? Lines = null, string? TradesUrl = null,
    IReadOnlyList<ChartMark>? Marks = null, string? TradeLink = null, string? HoldName = null)
{
    /// <summary>Other values for the same bars: the chart takes them in place.</summary>
    public bool HasBarsOf(ChartOptions other) => (First, Last, Step, Decimals, Show) == (other.First, other.Last, other.Step, other.Decimals, other.Show);
}

/// <summary>A moment on an equity curve, in seconds since 1970 UTC; from a forward one on the curve has another colour.</summary>
public sealed record ChartMark(long Time, string Label, bool Forward = false);

/// <summary>An indicator line; pane 0 is the price. The mark is line, histogram or dots.</summary>
public sealed record ChartLine(string Label, int Pane, string Mark = "line")
{
    /// <summary>The label in the languages of readers, where it holds words.</summary>
    public Core.Text? Words { get; init; }
}

/// <summary>The name of a kind is that of its mount function in charts.ts.</summary>
public enum ChartKind { Candles, Equity, Compare }
