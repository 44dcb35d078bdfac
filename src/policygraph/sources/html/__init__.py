"""Web pages: their blocks, which of them are the document, and what the site says about it."""
