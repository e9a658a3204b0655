"""The Slack bot: where leads come in and scores go out."""
