using System.Globalization;
using System.Text;

namespace TradeForge.Web.Shared.Plots;

/// <summary>Numbers and paths for SVG. A plot's own square is 1000 by 1000, y downwards, and is stretched to the room there is.</summary>
internal static class PlotPath
{
    /// <summary>A share of the room as an SVG length.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.###", CultureInfo.InvariantCulture) + "%";

    /// <summary>A line through the known values; where one is not known it breaks.</summary>
    public static string Line(IReadOnlyList<double?> values, PlotScale scale)
    {
        var path = new StringBuilder();
        var pen = 'M';
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value || !double.IsFinite(value))
            {
                pen = 'M';
                continue;
            }

            Add(path, pen, X(i, values.Count), Y(scale.At(value)));
            pen = 'L';
        }

        return path.ToString();
    }

    /// <summary>The area between the known values and <paramref name="floor"/>.</summary>
    public static string Area(IReadOnlyList<double?> values, PlotScale scale, double floor)
    {
        var path = new StringBuilder();
        var y = Y(scale.At(floor));
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value || !double.IsFinite(value)) continue;
            if (path.Length == 0) Add(path, 'M', X(i, values.Count), y);
            Add(path, 'L', X(i, values.Count), Y(scale.At(value)));
            if (i == values.Count - 1 || values[i + 1] is null) Add(path, 'L', X(i, values.Count), y);
        }

        return path.ToString();
    }

    /// <summary>The area between two lines.</summary>
    public static string Band(IReadOnlyList<double> low, IReadOnlyList<double> high, PlotScale scale)
    {
        var path = new StringBuilder();
        for (var i = 0; i < high.Count; i++) Add(path, i == 0 ? 'M' : 'L', X(i, high.Count), Y(scale.At(high[i])));
        for (var i = low.Count - 1; i >= 0; i--) Add(path, 'L', X(i, low.Count), Y(scale.At(low[i])));
        return path.ToString();
    }

    /// <summary>A dot for each point: a step of nearly no length, whose round or square end is the mark; on paper a step of none has no square end.</summary>
    public static string Dots(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points)
        {
            Add(path, 'M', 1000 * x, Y(y));
            path.Append("h.1");
        }

        return path.ToString();
    }

    private static double X(int i, int count) => count < 2 ? 500 : 1000.0 * i / (count - 1);

    private static double Y(double share) => 1000 * (1 - share);

    private static void Add(StringBuilder path, char pen, double x, double y) =>
        path.Append(pen).Append(x.ToString("0.#", CultureInfo.InvariantCulture)).Append(' ').Append(y.ToString("0.#", CultureInfo.InvariantCulture));
}
