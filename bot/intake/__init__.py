"""Files that people give (roster; later calendar and guide) → rows, or faults with their place."""
