namespace TradeForge.Core.Market.Import;

/// <summary>Reads stamps of one layout to UTC. Remembers the zone's offset, because neighbours lie in the same hour.</summary>
/// <remarks>A local time that a clock change skips is moved behind the change, one that occurs twice is taken as the first.</remarks>
internal struct StampReader(StampLayout layout, TimeZoneInfo zone, bool datesOnly)
{
    private const long Day = 86_400_000, Quarter = 900_000;
    private IsoTime _iso;
    private long _quarter = long.MinValue, _offset;

    /// <summary>Milliseconds since 1970-01-01T00:00Z. <paramref name="clock"/> is the time of day when it has a column of its own.</summary>
    public bool TryRead(ReadOnlySpan<byte> stamp, ReadOnlySpan<byte> clock, out long time)
    {
        if (!TryLocal(stamp, out time, out var offset)) return false;
        if (clock.Length > 0)
        {
            if (!StampClock.TryRead(clock, out var ofDay, out var clockOffset)) return false;
            time += ofDay;
            offset ??= clockOffset;
        }
        if (datesOnly) time = TradingCalendar.Floor(time, Day) * Day;
        else time -= offset ?? OffsetAt(time);
        return true;
    }

    /// <summary>The stamp's own clock, and its distance from UTC where it names one.</summary>
    internal bool TryLocal(ReadOnlySpan<byte> stamp, out long local, out long? offset)
    {
        (local, offset) = (0, null);
        switch (layout)
        {
            case StampLayout.Epoch:
                offset = 0;
                return TryEpoch(stamp, out local);
            case StampLayout.Iso:
                if (!_iso.TryParse(stamp, out local)) return false;
                offset = _iso.Offset;
                local += offset ?? 0;
                return true;
            default:
                return StampDate.TryRead(layout, stamp, out local, out var used) && TryRest(stamp[used..], ref local, out offset);
        }
    }

    private static bool TryRest(ReadOnlySpan<byte> rest, ref long local, out long? offset)
    {
        offset = null;
        rest = rest.TrimStart(" T;,"u8);
        if (rest.Length == 0) return true;
        if (!StampClock.TryRead(rest, out var ofDay, out offset)) return false;
        local += ofDay;
        return true;
    }

    private static bool TryEpoch(ReadOnlySpan<byte> text, out long milliseconds)
    {
        milliseconds = 0;
        if (text.Length < 9 || !FastNumber.TryParse(text, out var value) || value < 1e8 || value > 5e18) return false;
        milliseconds = (long)(value switch { < 1e11 => Math.Round(value * 1000), < 1e14 => value, < 1e17 => Math.Floor(value / 1000), _ => Math.Floor(value / 1e6) });
        return true;
    }

    private long OffsetAt(long local)
    {
        var quarter = TradingCalendar.Floor(local, Quarter);
        if (quarter == _quarter) return _offset;
        _quarter = quarter;
        return _offset = local - ToUtc(local);
    }

    private readonly long ToUtc(long local)
    {
        var clock = DateTime.SpecifyKind(DateTime.UnixEpoch.AddMilliseconds(local), DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(clock)) return local - (long)zone.GetUtcOffset(clock.AddHours(-3)).TotalMilliseconds;
        var offset = zone.IsAmbiguousTime(clock) ? zone.GetAmbiguousTimeOffsets(clock).Max() : zone.GetUtcOffset(clock);
        return local - (long)offset.TotalMilliseconds;
    }
}
