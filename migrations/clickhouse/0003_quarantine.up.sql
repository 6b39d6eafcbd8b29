-- Rows of imported files that are no candles, each with its reason. Importing the same file again replaces them.
CREATE TABLE IF NOT EXISTS quarantine
(
    instrument LowCardinality(String),
    timeframe UInt32,
    file_hash String,
    line UInt64,
    file_name String,
    raw String CODEC(ZSTD(1)),
    reason LowCardinality(String),
    imported_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(imported_at)
ORDER BY (instrument, timeframe, file_hash, line);
