"""What the app knows and decides, as pure values and functions: no disk, no clock, no randomness."""
