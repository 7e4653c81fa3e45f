// Header-only target.
