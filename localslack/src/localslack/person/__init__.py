"""What people do and see: the API behind the page and the driver of tests."""
