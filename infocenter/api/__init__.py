"""The information centre for programs: what is public, and the work on it."""
