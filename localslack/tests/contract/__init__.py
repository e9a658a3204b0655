"""Contract tests: what localslack and Slack have in common. They use slack_sdk and the public protocol only.

They run against localslack, or against a real workspace when SLACK_VERIFY_TOKEN is set (localslack/README.md).
"""
