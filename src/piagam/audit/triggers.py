"""Triggers by which the database itself refuses to change the record, on SQLite and on PostgreSQL.

They stop a slip of the program or of a hand. An owner of the database can drop them; what is done then, the
chain shows. SQLite drops a table's triggers when a migration remakes the table: such a migration ends with
`install`.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

SENTENCE = "the audit record is append-only"
EVENTS, HEAD = "audit_auditevent", "audit_chainhead"
NAMES = ("audit_no_update", "audit_no_delete", "audit_head_forward", "audit_head_stays")

SQLITE = f"""
CREATE TRIGGER audit_no_update BEFORE UPDATE ON {EVENTS} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON {EVENTS} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END;
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON {HEAD} WHEN NEW.length <> OLD.length + 1
    BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END;
CREATE TRIGGER audit_head_stays BEFORE DELETE ON {HEAD} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END;
"""
POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON {EVENTS} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_no_delete BEFORE DELETE OR TRUNCATE ON {EVENTS}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON {HEAD} FOR EACH ROW
    WHEN (NEW.length <> OLD.length + 1) EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON {HEAD}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Sets the triggers anew."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL)
        else:
            for statement in SQLITE.split("END;"):
                if statement.strip():
                    cursor.execute(statement + "END;")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes the triggers away: for a migration that must change the table, and for tests."""
    with connection.cursor() as cursor:
        for name in NAMES:
            table = EVENTS if name.startswith("audit_no") else HEAD
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that should be there and are not."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in NAMES if name not in present]
