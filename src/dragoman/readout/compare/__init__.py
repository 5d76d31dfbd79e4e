"""Accounts held against each other: `sameness` asks whether they are of one meeting, `comparing` lays them side by side."""

from dragoman.readout.compare.comparing import Judges, compare_records

__all__ = ["Judges", "compare_records"]
