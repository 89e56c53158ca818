"""Reading the text in a file: one room per family of formats. Runs only in the child process."""
