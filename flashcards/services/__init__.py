"""What a user does, one module each: given a store, the settings and the time."""
