using TradeForge.Core;

namespace TradeForge.Cli;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Help
{
    public static void List(Output output)
    {
        output.Line("TradeForge " + VersionInfo.Product);
        output.Line("");
        output.Line(output.In(new Text("usage: ./tradeforge VERB [options]     (./tradeforge VERB --help tells more)", "использование: ./tradeforge КОМАНДА [параметры]     (подробнее: ./tradeforge КОМАНДА --help)")));
        output.Line("");
        output.Line("  run        " + output.In(new Text("sets everything up and starts the server", "готовит всё нужное и запускает сервер")));
        output.Line("  test       " + output.In(new Text("runs all test suites", "выполняет все тесты")));
        foreach (var name in VerbList.Names)
            output.Line($"  {name,-10} {output.In(VerbList.Find(name)!.Summary)}");
    }

    public static void Of(Verb verb, Output output)
    {
        output.Line($"usage: ./tradeforge {verb.Name} {verb.Usage}".TrimEnd());
        output.Line("");
        output.Line(output.In(verb.Summary));
        output.Line("");
        foreach (var option in verb.Options) output.Line(Describe(option, output));
        output.Line($"  {"--json",-28} {output.In(new Text("machine-readable output", "вывод для программ"))}");
    }

    private static string Describe(Option option, Output output)
    {
        var left = "--" + option.Name + (option.Value is null ? "" : " " + option.Value);
        var more = option.Choices.Count > 0 ? ": " + string.Join(", ", option.Choices) : "";
        if (option.Repeats) more += output.In(new Text("; may repeat", "; можно повторять"));
        if (option.Default is not null) more += $" ({option.Default})";
        return $"  {left,-28} {output.In(option.Help)}{more}";
    }
}
