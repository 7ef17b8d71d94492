"""Reading positions out of text: Doc → Doc, Doc → Statement.

One spaCy component per file; ``pipeline`` fixes their order.
"""
