"""The minutes in the formats that people read and file."""
