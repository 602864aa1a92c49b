"""A report of what was learned and applied, as one HTML page or one Markdown file."""
