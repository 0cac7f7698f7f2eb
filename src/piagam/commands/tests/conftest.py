from piagam.commands.tests.running import program, set_up  # noqa: F401
