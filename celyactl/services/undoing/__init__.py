"""An act taken back by a new one: the entries it wrote, the files it changed."""
