DROP TABLE IF EXISTS candle_hours;
