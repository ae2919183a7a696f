"""Slack: what reaches ``POST /slack/events``, and what is posted through the Web API."""
