"""States and the moves between them: each noun in a module of its own."""
