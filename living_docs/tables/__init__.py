"""Rows of tables and cost tables: understood, checked, printed, out to spreadsheets and in again."""
