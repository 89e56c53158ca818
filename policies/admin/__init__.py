"""What staff see and do in admin."""
