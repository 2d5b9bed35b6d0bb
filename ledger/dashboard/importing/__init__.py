"""The page /import: a file into the ledger in seven steps, with the engine of the command line.

`shelf`, `settings`, `steps` and `models` know no Streamlit; the other modules are one step each.
"""
