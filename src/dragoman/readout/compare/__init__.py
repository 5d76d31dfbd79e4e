"""Accounts held against each other: `sameness` asks if they are of one meeting, `comparing` lays them out."""

from dragoman.readout.compare.comparing import Judges, compare_records

__all__ = ["Judges", "compare_records"]
