"""Frozen facts (community/views.py) loaded for dialogs and cards: one file a noun, a load each."""
