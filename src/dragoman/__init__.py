"""Reads diplomatic and news reports: who did what to whom, who met whom, who said what."""
