"""Data in, words out: terminal views, mail bodies, pages and reports."""
