using System.Text;

namespace TradeForge.Core.Market;

/// <summary>Splits one line of delimited text; fields may stand in double quotes, a doubled quote inside is a quote.</summary>
public static class CsvLine
{
    public static List<string> Split(ReadOnlySpan<byte> line, char delimiter) => Split(Encoding.UTF8.GetString(line), delimiter);

    public static List<string> Split(string line, char delimiter)
    {
        if (!line.Contains('"', StringComparison.Ordinal)) return [.. line.Split(delimiter)];
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') field.Append(line[i++]);
            else if (c == '"') quoted = !quoted;
            else if (c == delimiter && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(c);
        }
        fields.Add(field.ToString());
        return fields;
    }

    internal static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
