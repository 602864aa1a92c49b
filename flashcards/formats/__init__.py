"""Text and bytes to and from the core's values; never a store."""
