using System.Globalization;

namespace TradeForge.Core.Strategies.Formulas;

internal enum FormulaTokenKind { Number, Word, Sign, Wrong, End }

/// <summary>A piece of an expression at a character counted from 1; words are in lower case.</summary>
internal readonly record struct FormulaToken(FormulaTokenKind Kind, string Text, int Position, double Number = 0);

/// <summary>Cuts an expression into numbers, words and signs; what is none of them becomes a wrong token.</summary>
internal ref struct FormulaLexer(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    public FormulaToken Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
        var start = _at;
        if (_at == _text.Length) return new(FormulaTokenKind.End, "", start + 1);
        var c = _text[_at];
        if (char.IsAsciiDigit(c) || c == '.') return Number(start);
        if (char.IsAsciiLetter(c))
        {
            while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '_')) _at++;
            return new(FormulaTokenKind.Word, _text[start.._at].ToString().ToLowerInvariant(), start + 1);
        }
        _at += c is '<' or '>' or '=' or '!' && _at + 1 < _text.Length && _text[_at + 1] == '=' ? 2 : 1;
        var sign = _text[start.._at].ToString();
        return new(sign is "=" or "!" || (sign.Length == 1 && !"+-*/%^(),<>".Contains(c, StringComparison.Ordinal)) ? FormulaTokenKind.Wrong : FormulaTokenKind.Sign, sign, start + 1);
    }

    // Digits with a point, then perhaps e, a sign and digits; a second point or a letter right behind belongs to the same, wrong, number.
    private FormulaToken Number(int start)
    {
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '.' || IsExponentSign(start))) _at++;
        var piece = _text[start.._at];
        var good = double.TryParse(piece, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
        return new(good ? FormulaTokenKind.Number : FormulaTokenKind.Wrong, piece.ToString(), start + 1, number);
    }

    private readonly bool IsExponentSign(int start) => _text[_at] is '+' or '-' && _at > start && _text[_at - 1] is 'e' or 'E';
}
