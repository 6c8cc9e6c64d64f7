"""What the workflows of GitHub call, so that each can be tried, and is tested, on any machine."""
