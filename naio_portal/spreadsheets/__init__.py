"""Spreadsheets that people send and take away: opened safely, understood openly, written formula-safe.

No model and no rule of the domain lives here; the apps say which fields a table has.
"""
