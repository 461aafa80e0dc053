"""Exchange with the other clone: fetch, join in memory, push; then the branch, git's index and the files move."""
