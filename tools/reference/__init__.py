"""The pages of docs/reference/, one module each; `page()` returns Markdown printed from the code."""
