"""From files of leads to a model: files in, artifact and figures out. Knows no Slack, no web, no database."""
