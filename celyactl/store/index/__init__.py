"""The index: an SQLite cache of what the files say, so that list, search and completion need not read them.

It answers for one commit, may be deleted at any time, and is never the only place where anything is.
"""
