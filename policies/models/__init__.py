"""What the app keeps: each noun in a module of its own."""
