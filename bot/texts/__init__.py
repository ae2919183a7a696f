"""What is said, in French and English: catalogs keyed by what is meant, dates and spacing by region."""
