"""Pictures of scores. They need matplotlib, the extra `plots`; only the process that draws imports it."""
