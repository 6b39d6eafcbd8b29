-- Hours of finer series, made from `candles` by every append: charts of years read these instead of millions of minutes.
-- They are derived and never read by a backtest.
CREATE TABLE IF NOT EXISTS candle_hours
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
ORDER BY (instrument, timeframe, ts);

INSERT INTO candle_hours
SELECT instrument, timeframe, fromUnixTimestamp64Milli(ms - positiveModulo(ms, 3600000), 'UTC') AS start,
    argMin(candles.open, ms), max(candles.high), min(candles.low), argMax(candles.close, ms), sum(candles.volume), max(candles.version)
FROM (SELECT *, toUnixTimestamp64Milli(ts) AS ms FROM candles FINAL WHERE timeframe < 3600 AND 3600 % timeframe = 0) AS candles
GROUP BY instrument, timeframe, start;
