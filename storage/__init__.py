"""What is remembered: tables, transactions, queries, views, sealing, migrations. Depends on ``community`` only."""
