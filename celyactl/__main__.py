"""`python -m celyactl` is the command `celyactl`."""

from celyactl.cli.main import main

if __name__ == "__main__":
    main()
