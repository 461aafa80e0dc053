"""The entry of the program: the command `celyactl`, and `python -m celyactl`."""

import gc


def main() -> None:
    """Run the command line of this process."""
    gc.disable()  # looking for garbage while modules load is a twentieth of the start, and finds none
    from celyactl.cli.main import main as run

    gc.freeze()
    gc.enable()
    run()


if __name__ == "__main__":
    main()
