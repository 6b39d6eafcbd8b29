using TradeForge.Core;
using TradeForge.Infrastructure.Hosting;

namespace TradeForge.Cli;

/// <summary>What the verbs that need the databases share.</summary>
internal static class StoreVerb
{
    public static Option Data { get; } = new("data", "FOLDER", new Text("the data folder", "папка данных")) { Default = "TRADEFORGE_DATA, ~/.local/share/tradeforge" };

    /// <summary>The stores of the running instance, or started for as long as the verb runs.</summary>
    public static Task<ServerSession> OpenAsync(string verb, Arguments arguments, Output output, CancellationToken cancellationToken)
    {
        arguments.ThrowIfWrong();
        return ServerSession.OpenAsync(HostSettings.Read(arguments.Get("data")), verb, output.Note, cancellationToken);
    }
}
