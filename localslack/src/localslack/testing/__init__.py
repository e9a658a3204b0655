"""Tools for tests: a driver that acts as people do, a Bolt app to connect, a browser, Block Kit in short."""
