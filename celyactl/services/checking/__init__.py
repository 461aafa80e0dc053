"""The parts of `check`: names and modes of files, then what one file says of another. Pure: files come as bytes."""
