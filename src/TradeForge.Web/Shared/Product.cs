using System.Reflection;

namespace TradeForge.Web.Shared;

public static class Product
{
    public const string Name = "TradeForge";

    public static string Version { get; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
