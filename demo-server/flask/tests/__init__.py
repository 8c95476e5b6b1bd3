"""Tests of the Flask host."""
