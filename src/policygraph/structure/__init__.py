"""Structure: title, notice, headings, annexes, tables, brackets and sentences of a document."""
