"""The running program: what reaches it, what it does in one turn, what it sends."""
