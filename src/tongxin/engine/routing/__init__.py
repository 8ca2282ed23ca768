"""Which handling units a paper may go to: learnt from what units had before, each with its reasons."""
