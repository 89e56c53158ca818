"""What is measured, and the programs beside which it is measured; imported by nothing."""
