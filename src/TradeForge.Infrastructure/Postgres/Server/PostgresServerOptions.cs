namespace TradeForge.Infrastructure.Postgres.Server;

/// <param name="DataFolder">Holds <c>pg18/</c> (one folder for each major version) and the password file.</param>
/// <param name="RuntimeFolder">Where npm put the engine; see <see cref="PostgresBinaries"/>.</param>
/// <param name="LogFolder">Gets <c>postgres.log</c>.</param>
/// <param name="BinFolder">Only this folder's programs (TRADEFORGE_PG_BIN); null looks for them.</param>
public sealed record PostgresServerOptions(string DataFolder, string RuntimeFolder, string LogFolder, string? BinFolder = null);
