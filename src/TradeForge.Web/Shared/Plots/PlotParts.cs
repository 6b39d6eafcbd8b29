namespace TradeForge.Web.Shared.Plots;

/// <summary>A label on the horizontal axis.</summary>
/// <param name="At">Share of the width.</param>
/// <param name="Minor">Left out where there is little room.</param>
public sealed record PlotTick(double At, string Label, bool Minor = false);

/// <summary>What a colour means. The class gives the colour: tf-ink-1 to tf-ink-4, tf-ink-up, tf-ink-down, tf-ink-muted.</summary>
public sealed record PlotKey(string Class, string Label);

/// <summary>A line, or the area between it and a floor.</summary>
public sealed record PlotLine(string Label, string Class, IReadOnlyList<double?> Values, double? Floor = null);

/// <summary>Bars of one kind, one for each label of the plot. Without a class gains and losses have their colours.</summary>
public sealed record PlotBars(string Label, string? Class, IReadOnlyList<double?> Values);

/// <summary>How the numbers of a group spread: the least, percentiles, the most.</summary>
public sealed record PlotBox(string Label, double Min, double P5, double P25, double Median, double P75, double P95, double Max);

/// <summary>A stretch of days that is marked behind the lines.</summary>
/// <param name="Label">What it stands for.</param>
public sealed record PlotSpan(string Label, DateOnly From, DateOnly To);

/// <summary>The same as the picture in text.</summary>
public sealed record PlotTable(IReadOnlyList<string> Heading, IReadOnlyList<IReadOnlyList<string>> Rows);
