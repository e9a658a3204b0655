"""Tables in files, whatever they hold. Knows no leads."""
