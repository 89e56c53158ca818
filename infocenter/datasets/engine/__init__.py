"""The process that answers queries: DuckDB over Parquet, alone with limits. Decision 0010."""
