"""The portal as a scanner finds it: limits of how often don't stop it, and it is watched."""
