using System.Runtime.InteropServices;
using TradeForge.Core;

namespace TradeForge.Cli.Verbs;

/// <summary><c>version</c>: what this build is.</summary>
internal static class VersionVerb
{
    public static Verb Create() => new("version", "", new Text("shows the version", "показывает версию"), [], RunAsync);

    private static Task<int> RunAsync(Arguments arguments, Output output, CancellationToken cancellationToken)
    {
        arguments.ThrowIfWrong();
        if (arguments.Json) output.Json(null, Write);
        else output.Line($"TradeForge {VersionInfo.Product} ({RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})");
        return Task.FromResult(ExitCode.Ok);
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("version", VersionInfo.Product);
        json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
        json.WriteString("platform", RuntimeInformation.RuntimeIdentifier);
        json.WriteEndObject();
    }
}
