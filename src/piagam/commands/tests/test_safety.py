import pytest

from piagam.commands.tests.running import free_port

SAFE = {
    "PIAGAM_ALLOWED_HOSTS": "inovasi.example.go.id",
    "PIAGAM_BASE_URL": "https://inovasi.example.go.id",
    "PIAGAM_MAIL": "smtp",
}


@pytest.mark.slow
def test_a_production_instance_with_safe_settings_passes(program):
    done = program.run("check", **SAFE)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "0 problems\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("unsafe", "sentence"),
    [
        ({"PIAGAM_DEBUG": "1"}, "PIAGAM_DEBUG is on"),
        ({"PIAGAM_DEMO": "1"}, "PIAGAM_DEMO is on"),
        ({"PIAGAM_BASE_URL": "http://inovasi.example.go.id"}, "does not begin with https://"),
        ({"PIAGAM_ALLOWED_HOSTS": "*"}, "PIAGAM_ALLOWED_HOSTS is *"),
        ({"PIAGAM_SECRET_KEY": "pendek"}, "PIAGAM_SECRET_KEY is shorter"),
        ({"PIAGAM_MAIL": "outbox"}, "PIAGAM_MAIL is outbox"),
    ],
)
def test_the_server_refuses_to_start_with_an_unsafe_setting(program, unsafe, sentence):
    done = program.run("serve", "--port", str(free_port()), **(SAFE | unsafe))
    refused = [line for line in done.stderr.splitlines() if line.startswith("refused: ")]
    assert done.returncode == 1 and len(refused) == 1 and sentence in refused[0]


def test_a_server_that_listens_to_all_is_not_taken_for_a_private_one(settings):
    from piagam.commands.safety import unsafe_settings

    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    settings.DEMO = True
    assert unsafe_settings(listen="127.0.0.1") == []
    assert any("PIAGAM_DEMO" in one for one in unsafe_settings(listen="0.0.0.0"))


@pytest.mark.slow
def test_another_server_is_refused_the_same_way(program):
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-c", "import piagam.wsgi"], capture_output=True, text=True,
        env=program.environment | SAFE | {"PIAGAM_DEMO": "1"},
    )  # fmt: skip
    assert (
        done.returncode == 1
        and "refused: PIAGAM_DEMO is on" in done.stderr
        and "Traceback" not in done.stderr
    )
