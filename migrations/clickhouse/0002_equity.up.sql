-- Equity curves of runs, for drawing. The exact decimals of a run are in its result in PostgreSQL.
-- A run that is repeated writes a new version; only the greatest version of a run is read.
CREATE TABLE IF NOT EXISTS equity
(
    run_id UUID,
    ts DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    equity Float64 CODEC(ZSTD(1)),
    cash Float64 CODEC(ZSTD(1)),
    exposure Float64 CODEC(ZSTD(1)),
    version UInt64 CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (run_id, ts);
