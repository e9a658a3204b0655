"""What Slack sends to an app: commands, interactions and events, over sockets or to a URL."""
