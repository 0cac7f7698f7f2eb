"""From TOML to the model: shapes, tables, and what is built from them."""
