"""What is served over HTTP beside the channels."""
