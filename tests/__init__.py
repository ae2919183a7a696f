"""Tests mirror the code: ``tests/storage`` tries ``storage``; whole stories are in ``tests/scenarios``."""
