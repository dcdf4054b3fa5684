"""On PostgreSQL the service works with an account that uses the tables and can take no guard away."""

import psycopg2
import pytest
from django.db import connection
from psycopg2 import errors

from tests.service import POSTGRES, Postgres, Service

WRITE = (
    "from tests.factories import World; from living_docs.workflow import Status; World().document_at(Status.RELEASED)"
)
FORBIDDEN = {
    "switching a guard off": "ALTER TABLE living_docs_submission DISABLE TRIGGER ALL",
    "dropping a guard": 'DROP TRIGGER "guard_living_docs_submission_0" ON living_docs_submission',
    "changing a guard": "CREATE OR REPLACE FUNCTION guard_living_docs_submission_0() RETURNS trigger "
    "LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "emptying a table": "TRUNCATE accounts_auditevent",
    "going round the guards": "SET session_replication_role = replica",
    "a table of one's own": "CREATE TABLE mine (id integer)",
}


@pytest.fixture
def cluster():
    postgres = Postgres()
    yield postgres
    postgres.remove()


@pytest.mark.own_postgres
@pytest.mark.skipif(connection.vendor != "postgresql" or not POSTGRES, reason="accounts of PostgreSQL")
def test_the_services_account_owns_neither_tables_nor_guards(cluster, tmp_path):
    as_superuser = psycopg2.connect(cluster.url)
    as_superuser.autocommit = True
    with as_superuser.cursor() as cursor:
        cursor.execute("CREATE ROLE keeper LOGIN; CREATE ROLE service LOGIN")
        cursor.execute("CREATE DATABASE evaluation OWNER keeper")
    as_superuser.close()
    address = cluster.url.replace("/postgres", "/evaluation")
    urls = {account: address.replace("//icp@", f"//{account}@") for account in ("keeper", "service")}
    service = Service(tmp_path, urls["service"])
    service.env["OWNER_DATABASE_URL"] = urls["keeper"]
    service.manage("prepare_database")
    service.manage("prepare_database")  # as at each start
    service.manage("shell", "-v0", "-c", WRITE)
    assert "all as they were written" in service.manage("verify_audit")
    with psycopg2.connect(urls["service"]) as account, account.cursor() as cursor:
        for what, statement in FORBIDDEN.items():
            with pytest.raises(errors.InsufficientPrivilege):
                cursor.execute(statement)
                pytest.fail(what)
            account.rollback()
