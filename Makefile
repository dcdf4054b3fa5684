# `make run` and `make test` are all a newcomer needs; README.md tells what the others are for.
PYTHON := .venv/bin/python
export PORT ?= 8000
export HOST ?= localhost

.PHONY: run setup setup-tests test check soak bench pictures demo-reset docs lock

run: setup
	@DEMO=$${DEMO:-1} exec $(PYTHON) manage.py serve

setup:
	@scripts/setup

setup-tests:
	@scripts/setup tests

test: setup-tests check
	@scripts/test

check: setup-tests
	@scripts/check

soak: setup-tests
	@SOAK=1 scripts/test

bench: setup-tests
	@$(PYTHON) -m benchmarks

pictures: setup-tests
	@$(PYTHON) scripts/pictures

demo-reset: setup
	@rm -rf var/db.sqlite3* var/files var/mail var/audit-head
	@echo "The demo database is gone; make run loads it anew."

docs: setup
	@$(PYTHON) manage.py generate_docs

lock:
	@for name in run dev node; do uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --no-annotate requirements/$$name.in -o requirements/$$name.txt; done
