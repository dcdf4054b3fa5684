"""Figures as ratios within one run: these machines, and yours, differ."""
