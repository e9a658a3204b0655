"""The revisions, oldest first. A revision that has landed is never edited: write a new one."""
