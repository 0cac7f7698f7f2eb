import pytest

from piagam.commands.tests.planting import do, pin_with_a_change, store_file
from piagam.commands.tests.running import Program, free_port

pytestmark = pytest.mark.slow
UNGUARD = "DROP TRIGGER audit_no_update"


def problems(program, *options):
    done = program.run("check", *options)
    assert done.returncode == (1 if done.stdout else 0), done.stderr
    return done.stdout.splitlines()


def test_a_sound_instance_has_no_problems(program):
    store_file(program.data, b"bukti")
    assert problems(program) == []


def test_a_planted_edit_in_the_audit_record_is_found(program):
    do(program.data, UNGUARD, "UPDATE audit_auditevent SET actor_role = 'ADM' WHERE sequence = 1")
    broken, unguarded = problems(program)
    assert "1" in broken and "audit" in broken.lower()
    assert "audit_no_update is missing" in unguarded


def test_a_missing_guard_stops_the_server_until_it_is_set_again(program):
    do(program.data, UNGUARD)
    done = program.run("serve", "--port", str(free_port()))
    assert done.returncode == 1 and "audit_no_update is missing" in done.stderr
    assert problems(program, "--set-guards") == []
    assert problems(program) == []


def test_guards_are_not_set_over_a_broken_chain(program):
    do(program.data, UNGUARD, "UPDATE audit_auditevent SET actor_role = 'ADM' WHERE sequence = 1")
    assert len(problems(program, "--set-guards")) == 2


def test_a_missing_file_and_changed_bytes_are_found(program):
    store_file(program.data, b"hilang").unlink()
    store_file(program.data, b"berubah").write_bytes(b"berubab")
    found = problems(program)
    assert len(found) == 2 and all(one.startswith("1 ") for one in found)


def test_a_rulebook_that_is_not_its_pin_is_found(program):
    pin_with_a_change(program.data)
    (found,) = problems(program)
    assert "does not have its fingerprint" in found


def test_it_looks_and_changes_nothing(tmp_path):
    program = Program(tmp_path / "data")
    (found,) = problems(program)
    assert "steps behind this version" in found
    assert problems(program) == [found]
