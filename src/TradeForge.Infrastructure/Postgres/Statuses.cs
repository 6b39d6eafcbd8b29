namespace TradeForge.Infrastructure.Postgres;

public enum RunStatus { Queued, Running, Succeeded, Failed, Cancelled }

public enum ImportStatus { Running, Succeeded, Failed, Cancelled }

/// <summary>Why a version was made. All but autosaves are kept.</summary>
public enum VersionReason { Autosave, Created, Run, Named, Restored, Imported }
