"""How well the reader reads: scores on annotated passages, errors by kind, calibration."""
