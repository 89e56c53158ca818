"""A file on its way to Parquet: rows out of it, the kinds of its columns, figures about them."""
