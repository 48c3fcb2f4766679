"""``python -m summitry.cli``, for where the ``summitry`` command itself is not on the path."""

from . import main

main()
