"""Microsoft Teams: gate, keys and token; activities in; cards out. Bot Framework's SDK lives in this folder only."""
