"""What is said at a moment: every word and figure of it, before anything is drawn or printed."""
