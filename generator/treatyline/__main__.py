"""`python -m treatyline` is the command line."""

from treatyline.cli import main

main()
