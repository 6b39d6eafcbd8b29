namespace TradeForge.Infrastructure.ClickHouse;

/// <summary>A statement failed, or the server does not answer.</summary>
public sealed class ClickHouseException(int code, string message, string queryId, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>ClickHouse's own number (60 unknown table, 62 syntax, 159 timeout, 241 memory …); 0 when no server answered.</summary>
    public int Code { get; } = code;
    public string QueryId { get; } = queryId;
    public bool IsUnavailable => Code == 0;
}
