using System.Globalization;
using TradeForge.Core;

namespace TradeForge.Cli;

/// <summary>What was typed after the verb. Reading a value of the wrong form adds a problem and yields the default, so that all problems are seen at once.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly List<Problem> _problems = [];

    private Arguments(IReadOnlyList<string> words) => Words = words;

    /// <summary>The plain words, in the order typed.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>What is wrong so far; verbs add their own and call <see cref="ThrowIfWrong"/> before they start.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    public bool Json => Has("json");

    /// <summary>Splits the words of the command line. Options are <c>--name value</c> or <c>--name=value</c>; <c>--</c> ends them.</summary>
    public static Arguments Parse(Verb verb, IReadOnlyList<string> typed)
    {
        var words = new List<string>();
        var arguments = new Arguments(words);
        for (var i = 0; i < typed.Count; i++)
        {
            var word = typed[i];
            if (word == "--")
            {
                words.AddRange(typed.Skip(i + 1));
                break;
            }

            if (word.StartsWith("--", StringComparison.Ordinal)) i = arguments.AddOption(verb, typed, i);
            else words.Add(word);
        }

        foreach (var extra in words.Skip(verb.MaxWords)) arguments.Add("unexpected-word", extra, $"'{extra}' is not expected here.", $"Лишнее слово «{extra}».");
        return arguments;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The value, or null if the option was not given.</summary>
    public string? Get(string name) => _values.TryGetValue(name, out var values) ? values[^1] : null;

    public IReadOnlyList<string> All(string name) => _values.TryGetValue(name, out var values) ? values : [];

    /// <summary>The value; a missing one is a problem and yields an empty string.</summary>
    public string Required(string name)
    {
        if (Get(name) is { } value) return value;
        Add("missing-option", name, $"--{name} is needed.", $"Нужен параметр --{name}.");
        return "";
    }

    public int Int(string name, int missing, int min = int.MinValue, int max = int.MaxValue)
    {
        if (Get(name) is not { } text) return missing;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max) return value;
        var range = max == int.MaxValue ? min == int.MinValue ? "" : $" ≥ {min}" : $" {min}…{max}";
        return Wrong(name, text, $"a whole number{range}", $"целое число{range}", missing);
    }

    public decimal Decimal(string name, decimal missing, decimal min = decimal.MinValue)
    {
        if (Get(name) is not { } text) return missing;
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out var value) && value >= min) return value;
        var range = min == decimal.MinValue ? "" : $" ≥ {min.ToString(CultureInfo.InvariantCulture)}";
        return Wrong(name, text, $"a number{range}", $"число{range}", missing);
    }

    /// <summary>A number of percent, with or without the sign; 0 if the option was not given.</summary>
    public decimal Percent(string name)
    {
        if (Get(name) is not { } text) return 0;
        return decimal.TryParse(text.TrimEnd('%'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : Wrong(name, text, "a percentage such as 2%", "процент вида 2%", 0m);
    }

    /// <summary>An ISO-8601 moment, UTC where no zone is given.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Get(name) is not { } text) return null;
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (text.Length >= 4 && DateTimeOffset.TryParse(text.Length == 4 ? text + "-01-01" : text, CultureInfo.InvariantCulture, Styles, out var value)) return value;
        return Wrong<DateTimeOffset?>(name, text, "a time such as 2024-03-01T10:00Z", "время вида 2024-03-01T10:00Z", null);
    }

    public void Add(string code, string path, string english, string russian) =>
        _problems.Add(new Problem(Severity.Error, code, path, new Text(english, russian)));

    public void AddRange(IEnumerable<Problem> problems) => _problems.AddRange(problems);

    /// <exception cref="RefusedException">At least one problem of weight Error was found.</exception>
    public void ThrowIfWrong()
    {
        if (_problems.Any(p => p.Severity == Severity.Error)) throw new RefusedException(_problems);
    }

    private int AddOption(Verb verb, IReadOnlyList<string> typed, int i)
    {
        var word = typed[i];
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? word[2..] : word[2..equals];
        var option = name is "json" or "help" ? new Option(name, null, new Text("", "")) : verb.Options.FirstOrDefault(o => o.Name == name);
        if (option is null) Add("unknown-option", name, $"{verb.Name} has no option --{name}.{Nearest(verb, name)}", $"У {verb.Name} нет параметра --{name}.");
        if (equals >= 0) return AddValue(option, name, word[(equals + 1)..], i);
        if (option is { Value: null }) return AddValue(option, name, null, i);
        if (i + 1 < typed.Count && !typed[i + 1].StartsWith("--", StringComparison.Ordinal) && option is not null) return AddValue(option, name, typed[i + 1], i + 1);
        if (option is not null) Add("missing-value", name, $"--{name} needs a value: {option.Value}.", $"Параметру --{name} нужно значение: {option.Value}.");
        return option is null && i + 1 < typed.Count && !typed[i + 1].StartsWith("--", StringComparison.Ordinal) && verb.MaxWords == 0 ? i + 1 : i; // the value of an unknown option is not a second problem
    }

    private int AddValue(Option? option, string name, string? value, int next)
    {
        if (option is null) return next;
        if (option.Value is null && value is not null) Add("unexpected-value", name, $"--{name} takes no value.", $"Параметр --{name} не принимает значения.");
        if (option.Choices.Count > 0 && !option.Choices.Contains(value, StringComparer.OrdinalIgnoreCase))
            Wrong(name, value ?? "", "one of " + string.Join(", ", option.Choices), "одно из " + string.Join(", ", option.Choices), 0);
        if (!_values.TryGetValue(name, out var values)) _values[name] = values = [];
        else if (!option.Repeats) Add("repeated-option", name, $"--{name} is given twice.", $"Параметр --{name} указан дважды.");
        values.Add(value ?? "");
        return next;
    }

    private T Wrong<T>(string name, string text, string english, string russian, T missing)
    {
        Add("wrong-value", name, $"--{name} is '{text}', but must be {english}.", $"--{name} = «{text}», а нужно {russian}.");
        return missing;
    }

    private static string Nearest(Verb verb, string name) =>
        verb.Options.FirstOrDefault(o => o.Name.StartsWith(name, StringComparison.Ordinal) || name.StartsWith(o.Name, StringComparison.Ordinal)) is { } near ? $" Did you mean --{near.Name}?" : "";
}
