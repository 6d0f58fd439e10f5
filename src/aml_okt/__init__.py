"""aml-okt leads a group through a structured session from a laptop."""

__version__ = "0.1.0"

INTERRUPTED = 130
"""The exit status that tells of Ctrl+C: 128, and the number of its signal. Here, for it is needed before all else."""
