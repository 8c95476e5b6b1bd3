"""What crosses between a page and the host, as `demo-server/contract` has it."""
