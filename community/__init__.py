"""What a community of practice is, and what its rules say.

Nouns, states, rights, what is due when, what each message is about. Nothing here reads a clock, a database, a
platform or a catalog: times and facts are arguments, and words are named by key.
"""
