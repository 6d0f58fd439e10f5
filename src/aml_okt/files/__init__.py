"""Everything a session has on disk: the agenda, the journal, the notes, the actions and the minutes."""
