-- Closed candles of every instrument and timeframe. A candle written again replaces itself: the greatest version wins.
-- Partitions are decades, so that a century of daily candles is ten parts and not a hundred.
CREATE TABLE IF NOT EXISTS candles
(
    instrument LowCardinality(String),
    timeframe UInt32,
    ts DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    open Float64 CODEC(ZSTD(1)),
    high Float64 CODEC(ZSTD(1)),
    low Float64 CODEC(ZSTD(1)),
    close Float64 CODEC(ZSTD(1)),
    volume Float64 CODEC(ZSTD(1)),
    version UInt64 CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY intDiv(toYear(ts), 10)
ORDER BY (instrument, timeframe, ts);
