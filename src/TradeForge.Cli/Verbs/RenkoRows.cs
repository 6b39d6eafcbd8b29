using System.Globalization;
using TradeForge.Core;
using TradeForge.Core.Market;

namespace TradeForge.Cli.Verbs;

/// <summary><c>indicator renko size=2.5 [price=close]</c>: the bricks of a series, a row for each brick instead of one for each bar.</summary>
internal static class RenkoRows
{
    /// <summary>The word in the place of an indicator's id.</summary>
    public const string Word = "renko";

    /// <summary>Reads the words; notes what is wrong.</summary>
    public static (decimal Size, RenkoPrice Price) Read(Arguments a)
    {
        var (size, price) = (0m, RenkoPrice.Close);
        foreach (var word in a.Words.Skip(1))
        {
            var parts = word.Split('=', 2);
            var isSize = parts[0] == "size" && parts.Length == 2 && decimal.TryParse(parts[1], NumberStyles.Number, CultureInfo.InvariantCulture, out size) && size > 0;
            var isPrice = parts[0] == "price" && parts.Length == 2 && !char.IsDigit(parts[1].FirstOrDefault('0')) && Enum.TryParse(parts[1], ignoreCase: true, out price);
            if (!isSize && !isPrice) a.Add("wrong-parameter", word, $"'{word}' is not understood: renko takes size=NUMBER above 0 and price=close or price=highlow.", $"«{word}» не понято: у renko есть size=ЧИСЛО больше 0 и price=close или price=highlow.");
        }

        if (size <= 0 && !a.Words.Skip(1).Any(w => w.StartsWith("size=", StringComparison.Ordinal))) a.Add("missing-parameter", "size", "renko needs size=NUMBER, the height of a brick in the price.", "renko требует size=ЧИСЛО: высоту кирпича в единицах цены.");
        return (size, price);
    }

    /// <exception cref="RefusedException">The size does not fit the price.</exception>
    public static IReadOnlyList<RenkoBrick> Bricks(CandleSeries series, decimal size, RenkoPrice price)
    {
        try
        {
            return Renko.Of(series, size, price);
        }
        catch (ArgumentException problem)
        {
            throw new RefusedException([new Problem(Severity.Error, "brick-too-small", "size", new Text(problem.Message, $"Кирпич {size.ToString(CultureInfo.InvariantCulture)} слишком мал для этой цены."))]);
        }
    }

    public static void Write(Stream stream, IReadOnlyList<RenkoBrick> bricks)
    {
        using var writer = new StreamWriter(stream, bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine("timestamp,open,high,low,close,volume");
        foreach (var b in bricks)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.FromUnixTimeMilliseconds(b.Time).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'},{b.Open:R},{b.High:R},{b.Low:R},{b.Close:R},{b.Volume:R}"));
    }
}
