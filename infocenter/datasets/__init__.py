"""Tables that residents query online: read into Parquet, asked through an engine of its own.

`reading/` turns a file into Parquet, in a child process. `engine/` answers queries, in another.
Both know no Django; the modules here bring them together with the portal.
"""
