"""The neutral card, and one file a noun: view → card."""
