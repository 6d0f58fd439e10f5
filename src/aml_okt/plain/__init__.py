"""A session line by line, on plain input and output: for screen readers, braille, dumb terminals and scripts."""
