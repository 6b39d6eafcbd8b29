namespace TradeForge.Core.Simulation.Lint;

/// <summary>The words of every warning of <see cref="StrategyLint"/>. Paths are node ids unless said otherwise.</summary>
internal static class LintProblems
{
    private static Problem Warning(string code, string path, string en, string ru) => new(Severity.Warning, code, path, new(en, ru));

    public static Problem WarmUpTooLong(string node, int warmUp, int bars) => Warning("warm-up-too-long", node,
        $"The strategy needs {warmUp} bars before its values are settled, most of them for '{node}'; there are only {bars}.",
        $"Стратегии нужно {warmUp} баров, пока значения установятся, больше всего узлу «{node}»; есть только {bars}.");

    public static Problem NeverKnown(string node, string what, string whatRu, int bars) => Warning("never-known", node,
        $"Node {node}: '{what}' is not known on any of the {bars} bars.", $"Узел {node}: «{whatRu}» неизвестно на всех {bars} барах.");

    public static Problem NeverTrue(string node, string what, string whatRu, int bars) => Warning("never-true", node,
        $"Node {node}: '{what}' is true on none of the {bars} bars.", $"Узел {node}: «{whatRu}» не истинно ни на одном из {bars} баров.");

    public static Problem AlwaysTrue(string node, string what, string whatRu, int bars) => Warning("always-true", node,
        $"Node {node}: '{what}' is true on every bar on which it is known ({bars}).", $"Узел {node}: «{whatRu}» истинно на каждом баре, где известно ({bars}).");

    public static Problem EntryBlocked(string entry, string exit, int? bars) => Warning("entry-always-blocked", entry,
        $"Node {entry} never enters: '{exit}' closes the same side {Whenever(bars).En}.", $"Узел {entry} никогда не войдёт: «{exit}» закрывает ту же сторону {Whenever(bars).Ru}.");

    public static Problem EntriesContradict(string entry, string other, int? bars) => Warning("entries-contradict", entry,
        $"Node {entry} never enters: '{other}' asks for the other side {Whenever(bars).En}.", $"Узел {entry} никогда не войдёт: «{other}» требует другой стороны {Whenever(bars).Ru}.");

    public static Problem NoEffect(string node, string name, string value) => Warning("no-effect", node,
        $"Node {node}: '{name}' = {value} has no effect here.", $"Узел {node}: «{name}» = {value} здесь ни на что не влияет.");

    public static Problem NoEffectOnBars(string node, string name, string value, int bars) => Warning("no-effect", node,
        $"Node {node}: '{name}' = {value} could be a tenth more or less without changing a decision on any of the {bars} bars.",
        $"Узел {node}: «{name}» = {value} можно изменить на десятую часть в обе стороны, и ни одно решение на {bars} барах не изменится.");

    public static Problem NotChecked(int bars) => Warning("not-checked", "",
        $"Whether every parameter has an effect was not checked: {bars} bars are too many for this graph. Choose a shorter stretch.",
        $"Не проверено, у каждого ли параметра есть действие: {bars} баров слишком много для этого графа. Выберите отрезок короче.");

    private static Text Whenever(int? bars) => bars is null ? new("on the same condition", "по тому же условию")
        : new($"on each of the {bars} bars on which it is true", $"на каждом из {bars} баров, где он истинен");
}
