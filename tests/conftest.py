"""How thoroughly Hypothesis looks: the same few examples each time, or many new ones for the soak."""

from hypothesis import settings

settings.register_profile("quick", max_examples=50, derandomize=True, database=None, deadline=None)
settings.register_profile("deep", max_examples=5_000, deadline=None, print_blob=True)
settings.load_profile("quick")  # pytest --hypothesis-profile=deep
