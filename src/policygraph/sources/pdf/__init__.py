"""PDF files with a text layer: characters and their places on the page, made into paragraphs and tables."""
