-- When a later reading of the same schema renewed the estimates of rows and sizes.
ALTER TABLE schema_snapshot ADD COLUMN statistics_refreshed_at TEXT;
