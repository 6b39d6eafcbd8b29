namespace TradeForge.Infrastructure.ClickHouse.Host;

/// <summary>The HTTP status that a ClickHouse server answers for an error code.</summary>
internal static class HttpStatusOf
{
    public static int Code(int error) => error switch
    {
        194 => 401, // password required
        192 or 193 or 497 or 512 or 516 => 403, // unknown user, wrong password, access denied, role not granted, authentication failed
        36 or 427 or 6 or 25 or 26 or 27 or 38 or 41 or 72 or 376 or 441 or 442 or 15 or 44 or 8 or 62 or 117 or 53 or 321
            or 167 or 168 or 223 => 400, // bad arguments, unreadable values, wrong columns, syntax, types, too deep or too big a statement
        60 or 46 or 47 or 50 or 56 or 81 or 115 or 63 or 73 or 336 or 78 or 511 => 404, // unknown table, function, identifier, type, engine, database, setting, format, role
        48 => 501, // not implemented
        209 or 76 or 439 => 503, // socket timeout, cannot open a file, cannot schedule a task
        381 => 411, // length required
        159 => 408, // timeout exceeded
        415 => 415,
        _ => 500,
    };
}
