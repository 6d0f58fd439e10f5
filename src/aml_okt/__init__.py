"""aml-okt leads a group through a structured session from a laptop."""

__version__ = "0.1.0"
