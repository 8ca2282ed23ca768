"""What every rule stands on: dated spans, periods, labels, quantities, issues and rights."""
