"""The Living Document in Word: a form to fill in offline, what comes back, and a copy to keep."""
