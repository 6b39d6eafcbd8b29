using TradeForge.Core;

namespace TradeForge.Cli.Verbs;

/// <summary>Verbs that the contract names and this version does not have: refused by name, never ignored.</summary>
internal static class NotYet
{
    public static Verb Create(string name) => new(name, "", new Text("not in this version", "нет в этой версии"), [], (_, _, _) =>
        throw new RefusedException("not-in-this-version", name, $"{name} is not in TradeForge {VersionInfo.Product} yet.", $"Команды {name} в TradeForge {VersionInfo.Product} ещё нет."));
}
