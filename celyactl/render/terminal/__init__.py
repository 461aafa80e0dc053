"""Views for the terminal: facts in, a page of styled lines out; the command line prints it."""
