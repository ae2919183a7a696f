"""How the schema came to be, one file a step. Each says whether it goes before or after the code that needs it."""
