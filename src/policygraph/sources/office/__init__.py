"""Files of word processors and spreadsheets."""
