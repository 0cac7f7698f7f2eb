"""The program's own commands, one file each: `add_to(parser)` and `run(args) -> exit status`."""
