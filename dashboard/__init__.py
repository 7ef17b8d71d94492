"""Standpoint: who takes which side on what, read from news articles into a table and shown as a dashboard."""

__version__ = "0.1.0"
