using TradeForge.Core.Strategies.Formulas;

namespace TradeForge.Core.Strategies;

/// <summary>The words of every problem of a graph. Paths are node ids unless said otherwise.</summary>
internal static class GraphProblems
{
    public static Problem Error(string code, string path, string en, string ru) => new(Severity.Error, code, path, new(en, ru));

    public static Problem UnknownType(string node, string type) => Error("unknown-node-type", node,
        $"Node {node}: there is no node type '{type}'.", $"Узел {node}: типа узла «{type}» не существует.");

    public static Problem DuplicateNode(string node) => Error("duplicate-node-id", node,
        $"The node id '{node}' is used more than once.", $"Идентификатор узла «{node}» использован несколько раз.");

    public static Problem EmptyNodeId(string type) => Error("empty-node-id", "",
        $"A node of type '{type}' has an empty id.", $"У узла типа «{type}» пустой идентификатор.");

    public static Problem DuplicateEdge(string edge) => Error("duplicate-edge-id", edge,
        $"The edge id '{edge}' is used more than once.", $"Идентификатор провода «{edge}» использован несколько раз.");

    public static Problem UnknownParameter(string node, string name) => Error("unknown-parameter", node,
        $"Node {node}: there is no parameter '{name}'.", $"Узел {node}: параметра «{name}» не существует.");

    public static Problem MissingParameter(string node, string name) => Error("missing-parameter", node,
        $"Node {node}: the parameter '{name}' is missing.", $"Узел {node}: не задан параметр «{name}».");

    public static Problem WrongType(string node, string name, string wanted, string wantedRu) => Error("wrong-type", node,
        $"Node {node}: the parameter '{name}' must be {wanted}.", $"Узел {node}: параметр «{name}» должен быть {wantedRu}.");

    public static Problem WrongText(string node, NodeParameter p, string text) => Error("wrong-text", node,
        $"Node {node}: '{p.Name}' is '{text}' but must be {p.Form!.Wanted.En}.", $"Узел {node}: «{p.Name}» = «{text}», а должно быть: {p.Form.Wanted.Ru}.");

    public static Problem NotAChoice(string node, string name, string value, IEnumerable<string> words) => Error("not-a-choice", node,
        $"Node {node}: '{name}' cannot be '{value}'; choose one of {string.Join(", ", words)}.",
        $"Узел {node}: «{name}» не может быть «{value}»; выберите одно из: {string.Join(", ", words)}.");

    public static Problem OutOfRange(string node, NodeParameter p, double value)
    {
        var (min, max, got) = (NodeValues.Canonical(p.Min), NodeValues.Canonical(p.Max), NodeValues.Canonical(value));
        return Error("out-of-range", node,
            $"Node {node}: '{p.Name}' is {got} but must be {(p.AboveMin ? "above" : "at least")} {min} and at most {max}.",
            $"Узел {node}: «{p.Name}» равно {got}, а должно быть {(p.AboveMin ? "больше" : "не меньше")} {min} и не больше {max}.");
    }

    public static Problem UnknownNode(string edge, string node) => Error("unknown-node", edge,
        $"Edge {edge}: there is no node '{node}'.", $"Провод {edge}: узла «{node}» не существует.");

    public static Problem UnknownOutput(string node, string handle) => Error("unknown-handle", node,
        $"Node {node}: there is no output '{handle}'.", $"Узел {node}: выхода «{handle}» не существует.");

    public static Problem UnknownInput(string node, string handle) => Error("unknown-handle", node,
        $"Node {node}: there is no input '{handle}'.", $"Узел {node}: входа «{handle}» не существует.");

    public static Problem ChartOnly(string node, string source, string handle) => Error("chart-only", node,
        $"Node {node}: the output '{handle}' of '{source}' looks ahead and is for charts only.", $"Узел {node}: выход «{handle}» узла «{source}» заглядывает вперёд и годится только для графика.");

    public static Problem WrongKind(string node, string handle, PortKind wanted, PortKind got) => Error("wrong-port-kind", node,
        $"Node {node}: the input '{handle}' takes a {Kind(wanted).En}, not a {Kind(got).En}.", $"Узел {node}: вход «{handle}» принимает {Kind(wanted).Ru}, а не {Kind(got).Ru}.");

    public static Problem TwoWires(string node, string handle) => Error("two-wires", node,
        $"Node {node}: more than one wire goes into the input '{handle}'.", $"Узел {node}: во вход «{handle}» идёт больше одного провода.");

    public static Problem MissingInput(string node, string handle) => Error("missing-input", node,
        $"Node {node}: the input '{handle}' is not connected.", $"Узел {node}: вход «{handle}» не подключён.");

    public static Problem UselessInput(string node, string handle, string kind) => Error("useless-input", node,
        $"Node {node}: the input '{handle}' has no effect with kind '{kind}'.", $"Узел {node}: вход «{handle}» не действует при kind «{kind}».");

    public static Problem UselessPrice(string node, string handle, string type) => Error("useless-input", node,
        $"Node {node}: the input '{handle}' has no effect with orderType '{type}'.", $"Узел {node}: вход «{handle}» не действует при orderType «{type}».");

    public static Problem UnreadInput(string node, string handle) => Error("useless-input", node,
        $"Node {node}: the expression does not read the input '{handle}'.", $"Узел {node}: выражение не читает вход «{handle}».");

    public static Problem Formula(string node, FormulaProblem problem) => Error("formula-syntax", node,
        $"Node {node}: expression, character {problem.Position}: {problem.Message.En}.", $"Узел {node}: выражение, символ {problem.Position}: {problem.Message.Ru}.");

    public static Problem Cycle(string node, IEnumerable<string> nodes) => Error("cycle", node,
        $"Node {node} depends on itself: {string.Join(" → ", nodes)}.", $"Узел {node} зависит от самого себя: {string.Join(" → ", nodes)}.");

    public static Problem UselessDate(string node, string name, string timeInForce) => Error("useless-parameter", node,
        $"Node {node}: '{name}' has no effect with timeInForce '{timeInForce}'.", $"Узел {node}: «{name}» не действует при timeInForce «{timeInForce}».");

    public static Problem UselessTime(string node, string timeInForce, string type) => Error("useless-parameter", node,
        $"Node {node}: timeInForce '{timeInForce}' cannot be with orderType '{type}': such an order waits for the close.", $"Узел {node}: timeInForce «{timeInForce}» не сочетается с orderType «{type}»: такая заявка ждёт закрытия.");

    public static Problem NothingPicked(string node) => Error("nothing-picked", node,
        $"Node {node}: 'top' and 'bottom' are both 0.", $"Узел {node}: «top» и «bottom» равны 0.");

    public static Problem NeverRebalanced(string node) => Error("never-rebalanced", node,
        $"Node {node}: with the schedule 'none' a drift above 0 is needed.", $"Узел {node}: при schedule «none» нужен drift больше 0.");

    public static Problem OneOnly(string node, string type) => Error("one-only", node,
        $"Node {node}: a strategy has at most one node '{type}'.", $"Узел {node}: в стратегии может быть только один узел «{type}».");

    public static Problem GroupStranger(string group, string list, string name, string node) => Error("unknown-node", group,
        $"Group {group}: '{name}' in '{list}' names the node '{node}', which is not in the group.", $"Группа {group}: «{name}» в «{list}» называет узел «{node}», которого в группе нет.");

    public static Problem GroupEmptyName(string group, string list) => Error("empty-name", group,
        $"Group {group}: an item of '{list}' has no name.", $"Группа {group}: у элемента «{list}» нет имени.");

    public static Problem GroupOutputTwice(string group, string name) => Error("duplicate-handle", group,
        $"Group {group}: the output '{name}' is given twice.", $"Группа {group}: выход «{name}» задан дважды.");

    public static Problem GroupWord(string group, string name) => Error("reserved-name", group,
        $"Group {group}: a parameter cannot be called '{name}'.", $"Группа {group}: параметр не может называться «{name}».");

    public static Problem GroupsTooDeep(string group) => Error("too-deep", group,
        $"Group {group} lies in more than {StrategyJson.MostGroups} groups.", $"Группа {group} вложена больше чем в {StrategyJson.MostGroups} групп.");

    public static Problem EmptySession(string node, string time) => Error("empty-session", node,
        $"Node {node}: 'from' and 'to' are both {time}; the whole day is 00:00 to 24:00.", $"Узел {node}: «from» и «to» равны {time}; целые сутки — это 00:00–24:00.");

    public static Problem PositionElsewhere(string node) => Error("position-on-other-series", node,
        $"Node {node}: what hangs on the position cannot be read on another symbol or timeframe.", $"Узел {node}: зависящее от позиции нельзя считать на другом инструменте или таймфрейме.");

    public static Problem RankOnPosition(string node) => Error("rank-on-position", node,
        $"Node {node}: instruments cannot be ranked by what hangs on the position.", $"Узел {node}: нельзя отбирать инструменты по тому, что зависит от позиции.");

    public static Problem TwoDefaultSizes(string node) => Error("two-default-sizes", node,
        $"Node {node}: more than one position-size without a wire; only one can serve every entry.",
        $"Узел {node}: больше одного position-size без провода; на все входы может действовать только один.");

    public static Problem RewardWithoutStop(string node) => Error("no-stop-loss", node,
        $"Node {node}: risk-reward needs a stop-loss node.", $"Узел {node}: для risk-reward нужен узел stop-loss.");

    public static Problem NoEntry() => Error("no-entry", "",
        "The strategy has no enter-long or enter-short node.", "В стратегии нет узла enter-long или enter-short.");

    public static Problem Unreachable(string node) => new(Severity.Warning, "unreachable-node", node, new(
        $"Node {node} leads to no action and has no effect.", $"Узел {node} не ведёт ни к какому действию и ни на что не влияет."));

    public static Problem UnusedOutput(string node) => new(Severity.Warning, "unused-output", node, new(
        $"Node {node}: nothing is wired to its output, so it has no effect.", $"Узел {node}: к его выходу ничего не подключено, поэтому он ни на что не влияет."));

    public static Problem BadOverride(string key) => Error("unknown-override", key,
        $"The override '{key}' must be node.name of a node and a parameter in the graph.", $"Переопределение «{key}» должно иметь вид узел.параметр и называть узел и параметр графа.");

    public static Problem TooLarge(int nodes, int edges) => Error("too-large", "",
        $"The graph has {nodes} nodes and {edges} edges; at most {StrategyJson.MostNodes} and {StrategyJson.MostEdges} are allowed.",
        $"В графе {nodes} узлов и {edges} проводов; допускается не больше {StrategyJson.MostNodes} и {StrategyJson.MostEdges}.");

    public static Problem TooDeep(string node, int depth) => Error("too-deep", node,
        $"Node {node} stands on a chain of {depth} nodes; at most {StrategyJson.MostDepth} are allowed.", $"Узел {node} стоит на цепочке из {depth} узлов; допускается не больше {StrategyJson.MostDepth}.");

    public static Problem NestedTooDeep(int line) => Error("nested-too-deep", $"line {line}",
        $"Line {line}: objects and arrays are nested deeper than {StrategyJson.MostNesting} levels.", $"Строка {line}: объекты и массивы вложены глубже {StrategyJson.MostNesting} уровней.");

    public static Problem WrongVersion(string version) => Error("wrong-schema-version", "schemaVersion",
        $"The schema version is {version}; this version reads 1 to {StrategyMigrations.Current}.", $"Версия схемы {version}; эта версия читает от 1 до {StrategyMigrations.Current}.");

    private static Text Kind(PortKind kind) => kind switch
    {
        PortKind.Series => new("series", "ряд чисел"),
        PortKind.Condition => new("condition", "условие"),
        _ => new("size", "размер"),
    };
}
