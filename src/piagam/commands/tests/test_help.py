import pytest

from piagam.cli import COMMANDS, main


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "django"])
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    said = capsys.readouterr().out
    assert end.value.code == 0 and f"piagam {command}" in said and COMMANDS[command][1][1:20] in said


def test_the_program_names_all_its_commands(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(name in said for name in COMMANDS)
