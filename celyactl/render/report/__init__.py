"""Reports in words: plain data for programs, pages for people. The figures are the domain's; nothing is computed."""
