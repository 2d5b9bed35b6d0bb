"""The commands of aid-ledger, by concept: reading texts, recording, asking, keeping.

Each command imports what it needs inside itself, so that `--help` stays quick. Data goes to stdout,
talk to stderr. Trouble is raised as `LedgerError` and caught once, in `ledger.cli`.
"""
