"""Weights from annotated articles, and figures from gold."""
