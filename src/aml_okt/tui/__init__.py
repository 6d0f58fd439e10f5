"""The screens: drawn from state and clock, in a terminal."""
