"""Who there is, on any day: people, memberships, organisations, posts, placements and links."""
