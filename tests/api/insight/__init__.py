"""Tests of insight through the API."""
