"""Claims about what a user does: adding, reviewing, tracking, taking out, keeping safe."""
