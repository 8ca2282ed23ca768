"""One whole mechanism as a committee declares it, and whether it holds together."""
