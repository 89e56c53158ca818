"""States and the moves between them; the words for kinds of things."""
