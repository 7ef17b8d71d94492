"""What comes from the web: fetched with care for whose network it is, and for whose server."""
