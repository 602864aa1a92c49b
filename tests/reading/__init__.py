"""Reading notes, held to its promises."""
