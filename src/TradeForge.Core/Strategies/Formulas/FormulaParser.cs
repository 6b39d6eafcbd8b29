namespace TradeForge.Core.Strategies.Formulas;

/// <summary>Recursive descent with a bound on its depth; writes the postfix program while it reads.</summary>
internal sealed class FormulaParser(string text)
{
    private readonly List<FormulaToken> _tokens = [];
    private readonly List<FormulaStep> _steps = [];
    private int _at, _level, _height, _highest;

    public List<FormulaProblem> Problems { get; } = [];

    public Formula? Read()
    {
        if (text.Length > Formula.MostCharacters)
        {
            Wrong(Formula.MostCharacters + 1, $"an expression has at most {Formula.MostCharacters} characters, not {text.Length}", $"в выражении не больше {Formula.MostCharacters} символов, а не {text.Length}");
            return null;
        }
        var lexer = new FormulaLexer(text);
        do _tokens.Add(lexer.Next());
        while (_tokens[^1].Kind != FormulaTokenKind.End);
        return Expression() && Expect(FormulaTokenKind.End, "") && Problems.Count == 0 ? new Formula([.. _steps], _highest) : null;
    }

    private FormulaToken Token => _tokens[_at];

    // Every way down passes here, through Not or through Sign: the depth of the recursion is bounded.
    private bool Deeper(Func<bool> read)
    {
        if (++_level > Formula.MostDepth) return Fail($"nested deeper than {Formula.MostDepth} levels", $"вложенность больше {Formula.MostDepth} уровней");
        var good = read();
        _level--;
        return good;
    }

    private bool Expression() => Deeper(() => Pairs(0));

    /// <summary>Operands of a tighter level joined from left to right.</summary>
    private bool Pairs(int level)
    {
        if (!Operand(level)) return false;
        while (FormulaWords.Pair(Token.Text, level) is { } op)
        {
            _at++;
            if (!Operand(level)) return false;
            Emit(new(op));
            if (level == FormulaWords.Comparisons && FormulaWords.Pair(Token.Text, level) is not null)
                return Fail("comparisons do not chain; join them with 'and'", "сравнения не идут цепочкой; соедините их словом «and»");
        }
        return true;
    }

    private bool Operand(int level) => level switch
    {
        1 => Not(),
        FormulaWords.Tightest => Sign(),
        _ => Pairs(level + 1),
    };

    private bool Not()
    {
        if (Token.Text != "not") return Pairs(FormulaWords.Comparisons);
        _at++;
        return Deeper(Not) && Emit(new(FormulaOp.Not));
    }

    private bool Sign()
    {
        if (Token.Text != "-") return Power();
        _at++;
        return Deeper(Sign) && Emit(new(FormulaOp.Negate));
    }

    private bool Power()
    {
        if (!Atom()) return false;
        if (Token.Text != "^") return true;
        _at++;
        return Deeper(Sign) && Emit(new(FormulaOp.Power));
    }

    private bool Atom()
    {
        var token = Token;
        if (token.Kind == FormulaTokenKind.Number)
        {
            _at++;
            return Emit(new(FormulaOp.Number, Number: token.Number));
        }
        if (token.Kind == FormulaTokenKind.Word && !FormulaWords.IsOperatorWord(token.Text))
        {
            _at++;
            return Token.Text == "(" ? Call(token) : Name(token);
        }
        if (token.Text != "(") return Unexpected(new("a number, a name or '('", "число, имя или «(»"));
        _at++;
        return Expression() && Expect(FormulaTokenKind.Sign, ")");
    }

    private bool Name(FormulaToken token)
    {
        if (FormulaWords.Name(token.Text) is not { } step)
        {
            step = new(FormulaOp.Number);
            Wrong(token.Position, $"there is no name '{token.Text}'; there are {FormulaWords.NamesInWords}", $"имени «{token.Text}» не существует; есть {FormulaWords.NamesInWords}");
        }
        return Emit(step);
    }

    private bool Call(FormulaToken token)
    {
        var known = FormulaWords.Functions.TryGetValue(token.Text, out var function);
        if (!known) Wrong(token.Position, $"there is no function '{token.Text}'; there are {FormulaWords.FunctionsInWords}", $"функции «{token.Text}» не существует; есть {FormulaWords.FunctionsInWords}");
        var count = 0;
        do
        {
            _at++; // the bracket or the comma
            if (!Expression()) return false;
            if (++count > 1 && function.Most > 3) Emit(new(function.Op)); // min and max join pair by pair
        }
        while (Token.Text == ",");
        if (!Expect(FormulaTokenKind.Sign, ")")) return false;
        if (known && (count < function.Least || count > function.Most)) Arguments(token, function.Least, function.Most, count);
        else if (known && function.Most <= 3) Emit(new(function.Op));
        return true;
    }

    private void Arguments(FormulaToken token, int least, int most, int count)
    {
        var wanted = least == most ? $"{least}" : $"{least}–{most}";
        Wrong(token.Position, $"'{token.Text}' takes {wanted} argument(s), not {count}", $"у «{token.Text}» должно быть аргументов: {wanted}, а не {count}");
    }

    private bool Emit(FormulaStep step)
    {
        _steps.Add(step);
        _height += 1 - Formula.Takes(step.Op);
        _highest = Math.Max(_highest, _height);
        return true;
    }

    private bool Expect(FormulaTokenKind kind, string sign)
    {
        if (Token.Kind != kind || Token.Text != sign) return Unexpected(sign.Length == 0 ? new("an operator or the end", "знак действия или конец") : new($"'{sign}' or an operator", $"«{sign}» или знак действия"));
        if (kind != FormulaTokenKind.End) _at++;
        return true;
    }

    private bool Unexpected(Text wanted) => Token.Kind == FormulaTokenKind.End
        ? Fail($"expected {wanted.En}, but the expression ends", $"ожидается {wanted.Ru}, а выражение кончилось")
        : Fail($"expected {wanted.En}, not '{Token.Text}'", $"ожидается {wanted.Ru}, а не «{Token.Text}»");

    private bool Fail(string en, string ru)
    {
        Wrong(Token.Position, en, ru);
        return false;
    }

    private void Wrong(int position, string en, string ru) => Problems.Add(new(position, new(en, ru)));
}
