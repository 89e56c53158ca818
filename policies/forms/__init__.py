"""What residents and staff may say to the policies: validated, with messages in their language."""
