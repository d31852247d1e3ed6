"""Reflex states: read the form, call one service, show the outcome."""
