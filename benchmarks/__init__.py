"""Speed and size, measured side by side with peers and floors in one run; nothing is asserted."""
