import socket
import time

import pytest

from piagam.commands.tests.running import Program, free_port, status_of, text_of

pytestmark = pytest.mark.slow


def test_an_empty_folder_becomes_an_instance_and_the_second_start_keeps_it(tmp_path):
    program = Program(tmp_path / "data")
    with program.serving() as (address, _process):
        assert "Belum ada edisi" in text_of(address)
        assert status_of(f"{address}/masuk/") == 200
        assert status_of(f"{address}/demo/") == 404
    key = (program.data / "secret-key").read_text()
    started = time.monotonic()
    with program.serving() as (address, _process):
        assert time.monotonic() - started < 5
        assert status_of(f"{address}/masuk/") == 200
    assert (program.data / "secret-key").read_text() == key
    assert (program.data / "secret-key").stat().st_mode & 0o777 == 0o600
    assert program.data.stat().st_mode & 0o777 == 0o700


def test_sigterm_ends_it_with_status_0_and_nothing_torn(program):
    with program.serving() as (_address, process):
        process.terminate()
        assert process.wait(timeout=15) == 0
        assert "Traceback" not in process.stderr.read()
    assert program.run("check").returncode == 0


def test_a_taken_port_is_a_sentence(program):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = program.run("serve", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr == f"Port {port} on 127.0.0.1 is taken. Choose another, for example PORT={port + 1}.\n"


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"PORT": "acht"}, "PORT: expected a whole number, found 'acht'"),
        ({"PORT": "99999"}, "99999 is not a port"),
        ({"PIAGAM_LISTEN": "192.0.2.7"}, "Cannot listen on 192.0.2.7"),
        ({"PIAGAM_DATABASE_URL": "mysql://db/piagam"}, "expected postgres://"),
        ({"PIAGAM_DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}, "The database cannot be reached"),
        ({"PIAGAM_DATA_DIR": "/proc/none"}, "PIAGAM_DATA_DIR: /proc/none cannot be made"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_a_sentence_and_never_a_traceback(program, variables, sentence):
    done = program.run("serve", **({"PORT": str(free_port())} | variables))
    assert done.returncode != 0
    assert sentence in done.stderr and "Traceback" not in done.stderr
