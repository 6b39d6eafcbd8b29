namespace TradeForge.Core.Strategies.Differences;

/// <summary>Words of a text that stayed, came or went together.</summary>
public sealed record TextPart(DiffKind Kind, string Text);

/// <summary>What became of a text, word by word.</summary>
public static class TextDiff
{
    private const int MostCells = 4_000_000; // words times words; beyond it the middle is replaced as a whole

    /// <summary>The parts in reading order; those that are Same or Removed make the old text, those that are Same or Added the new one, word by word.</summary>
    public static IReadOnlyList<TextPart> Between(string before, string after)
    {
        var (old, now) = (Words(before), Words(after));
        var head = 0;
        while (head < old.Length && head < now.Length && old[head] == now[head]) head++;
        var tail = 0;
        while (tail < old.Length - head && tail < now.Length - head && old[^(tail + 1)] == now[^(tail + 1)]) tail++;

        var parts = new List<(DiffKind Kind, string Word)>();
        parts.AddRange(old[..head].Select(w => (DiffKind.Same, w)));
        parts.AddRange(Middle(old[head..^tail], now[head..^tail]));
        parts.AddRange(old[^tail..].Select(w => (DiffKind.Same, w)));
        return Joined(parts);
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>By the longest common row of words.</summary>
    private static IEnumerable<(DiffKind, string)> Middle(string[] old, string[] now)
    {
        if ((long)old.Length * now.Length > MostCells) return [.. old.Select(w => (DiffKind.Removed, w)), .. now.Select(w => (DiffKind.Added, w))];
        var common = new int[old.Length + 1, now.Length + 1]; // of what is left from here on
        for (var i = old.Length - 1; i >= 0; i--)
            for (var k = now.Length - 1; k >= 0; k--)
                common[i, k] = old[i] == now[k] ? common[i + 1, k + 1] + 1 : Math.Max(common[i + 1, k], common[i, k + 1]);

        var parts = new List<(DiffKind, string)>();
        var (at, to) = (0, 0);
        while (at < old.Length || to < now.Length)
        {
            if (at < old.Length && to < now.Length && old[at] == now[to])
            {
                parts.Add((DiffKind.Same, old[at++]));
                to++;
            }
            else if (to == now.Length || (at < old.Length && common[at + 1, to] >= common[at, to + 1])) parts.Add((DiffKind.Removed, old[at++]));
            else parts.Add((DiffKind.Added, now[to++]));
        }
        return parts;
    }

    private static List<TextPart> Joined(List<(DiffKind Kind, string Word)> words)
    {
        var parts = new List<TextPart>();
        foreach (var (kind, word) in words)
        {
            if (parts.Count > 0 && parts[^1].Kind == kind) parts[^1] = new(kind, $"{parts[^1].Text} {word}");
            else parts.Add(new(kind, word));
        }
        return parts;
    }
}
