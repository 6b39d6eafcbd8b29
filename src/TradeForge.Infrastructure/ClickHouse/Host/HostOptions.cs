using System.Globalization;

namespace TradeForge.Infrastructure.ClickHouse.Host;

/// <summary>What the supervisor tells the host on its command line.</summary>
/// <param name="Library">Path of libchdb.so.</param>
/// <param name="Data">Folder of the engine's files.</param>
/// <param name="Socket">Unix socket to listen on.</param>
/// <param name="MemoryBytes">Most memory that all queries together may take.</param>
/// <param name="Connections">Statements that run side by side.</param>
internal sealed record HostOptions(string Library, string Data, string Socket, long MemoryBytes, int Connections)
{
    public IEnumerable<string> ToArguments() =>
    [
        ClickHouseHost.Argument, Library, Data, Socket,
        MemoryBytes.ToString(CultureInfo.InvariantCulture), Connections.ToString(CultureInfo.InvariantCulture),
    ];

    /// <exception cref="ArgumentException">The arguments are not those that <see cref="ToArguments"/> writes.</exception>
    public static HostOptions Parse(string[] args) => args.Length == 6
        ? new HostOptions(args[1], args[2], args[3], long.Parse(args[4], CultureInfo.InvariantCulture), int.Parse(args[5], CultureInfo.InvariantCulture))
        : throw new ArgumentException($"{ClickHouseHost.Argument} takes 5 arguments and got {args.Length - 1}; it is started by TradeForge itself.");
}
