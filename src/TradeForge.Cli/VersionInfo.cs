using System.Reflection;

namespace TradeForge.Cli;

/// <summary>The version of this build.</summary>
internal static class VersionInfo
{
    public static string Product { get; } =
        typeof(VersionInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
