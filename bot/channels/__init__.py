"""The platforms people write from, a folder each. None knows another."""
