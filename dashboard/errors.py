"""The errors Standpoint raises on purpose, one per cause.

Every message names what is at fault (file, line, field) and how to repair it, so that a front end can print it as it
is.
"""

from __future__ import annotations


class StandpointError(Exception):
    """Base of all errors that are the input's or the set-up's fault and that the user can repair."""


class CatalogueError(StandpointError):
    """A file under ``data/`` holds something the program cannot use; says file, line and repair."""


class ArticleError(StandpointError):
    """A source cannot be read as an article; says which file and why."""


class ModelError(StandpointError):
    """A language model is missing or lacks a part that reading positions needs."""


class StoreError(StandpointError):
    """The store cannot be opened, or holds a schema this version does not know."""


class WorkspaceError(StandpointError):
    """A workspace cannot be made, found, moved or restored; says which one and why."""


class TableError(StandpointError):
    """A statement table lacks a column, or a column has the wrong type or a value outside its set."""
