"""One reader per kind of file; each registers itself with :func:`dashboard.articles.registry.reads`."""
