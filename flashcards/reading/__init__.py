"""Notes in, proposed notes out: pure functions from text to proposals, and from proposals to a plan."""
