"""How messages leave: put in the outbox with their policy, claimed, fenced, posted, settled."""
