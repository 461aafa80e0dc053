"""Documents on paper: typst sets the shipped templates of `templates/pdf` with plain data; no text is ever markup."""
