namespace TradeForge.Core.Simulation;

/// <summary>Borrowed money, holding costs, dated terms, currencies.</summary>
public static partial class SettingsCheck
{
    private static IEnumerable<Problem> MoneyProblems(BacktestSettings s)
    {
        if (s.Margin.Initial is <= 0 or > 100) yield return Wrong("margin", "The initial margin must be above 0 % and at most 100 %: a leverage of 1 or more.", "Начальная маржа — больше 0 % и не больше 100 %: плечо от 1.");
        if (s.Margin.Maintenance < 0 || s.Margin.Maintenance > s.Margin.Initial) yield return Wrong("margin", "The maintenance margin must be between 0 % and the initial margin.", "Поддерживающая маржа — от 0 % до начальной.");
    }
}
