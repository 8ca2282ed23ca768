"""Papers of the office: templates whose figures are bound to indicators, and papers composed of them."""
