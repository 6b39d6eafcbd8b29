using System.Globalization;
using System.Text;

namespace TradeForge.Infrastructure.ClickHouse;

/// <summary>Values for <c>{name:Type}</c> in a statement; they travel beside it and are never pasted into it.</summary>
public sealed class QueryParameters
{
    private readonly List<KeyValuePair<string, string>> _values = [];

    internal IReadOnlyList<KeyValuePair<string, string>> Values => _values;

    public QueryParameters Add(string name, string value) => Raw(name, Escape(value));
    public QueryParameters Add(string name, long value) => Raw(name, value.ToString(CultureInfo.InvariantCulture));
    public QueryParameters Add(string name, double value) => Raw(name, value.ToString("R", CultureInfo.InvariantCulture));
    public QueryParameters Add(string name, Guid value) => Raw(name, value.ToString());

    private QueryParameters Raw(string name, string value)
    {
        _values.Add(new(name, value));
        return this;
    }

    // The server reads a value as one field of a tab-separated row.
    private static string Escape(string value)
    {
        var text = new StringBuilder(value.Length + 8);
        foreach (var c in value)
            text.Append(c switch { '\\' => @"\\", '\t' => @"\t", '\n' => @"\n", '\r' => @"\r", '\0' => @"\0", '\b' => @"\b", '\f' => @"\f", '\'' => @"\'", _ => c.ToString() });
        return text.ToString();
    }
}
