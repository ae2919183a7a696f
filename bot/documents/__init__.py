"""Pages to take along, as files. They know views and words: whose page it is, and whether it may be had, is asked
before.
"""
