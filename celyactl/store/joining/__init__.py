"""Two histories of one desk joined: what each changed since the commit that both began with, path by path."""
