"""Pages, one noun a file: each lists its addresses and guards."""
