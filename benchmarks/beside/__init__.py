"""Other programs with the same documents, each as its own documentation recommends."""
