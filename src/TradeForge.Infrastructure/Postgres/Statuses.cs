namespace TradeForge.Infrastructure.Postgres;

public enum RunStatus { Queued, Running, Succeeded, Failed, Cancelled }

public enum ImportStatus { Running, Succeeded, Failed, Cancelled }
