"""The libraries that our command line stands on, and nothing else."""

import click  # noqa: F401 - loading it is all that is done
import msgspec  # noqa: F401 - the same
import platformdirs  # noqa: F401 - the same
import yaml  # noqa: F401 - the same
