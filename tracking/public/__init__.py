"""What residents are shown of tracking: shaped for pages, from what was known at a moment."""
