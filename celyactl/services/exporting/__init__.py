"""Taking data out: rows for tables and lines of JSON, and the folder that a client takes along when it leaves."""
