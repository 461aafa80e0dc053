"""Commits signed with SSH keys, as git does it (`gpgsig`, namespace `git`): which key signs here, and which one signed.

No program but `ssh-keygen`, from the PATH, is ever started, whatever a clone's settings say.
"""
