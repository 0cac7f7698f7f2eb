# Two commands are enough on a fresh machine: `make run` and `make test`.
# They need Python 3.11 or newer, its venv module, and make.

BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help run test developer check check-style check-types check-imports check-rulebooks check-migrations \
        check-docs check-translations format docs translations requirements clean

help: ## Say what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | awk -F '\t' '{ printf "  make %-18s %s\n", $$1, $$2 }'

run: ## Start the site with demo data: make run PORT=8080
	@sh tools/prepare.sh run
	@export PIAGAM_DEMO=$${PIAGAM_DEMO:-1} PIAGAM_BASE_URL=$${PIAGAM_BASE_URL:-http://127.0.0.1:$${PORT:-8000}}; \
	$(BIN)/piagam demo --if-empty && exec $(BIN)/piagam serve

test: ## Run the tests: make test ARGS="src/tallybook -x"
	@sh tools/prepare.sh test
	@$(BIN)/python -m pytest $(ARGS)

developer: ## Install what developing needs into .venv
	@sh tools/prepare.sh dev

check: check-style check-types check-imports check-rulebooks check-migrations check-docs check-translations ## Everything but the tests
	@echo "All checks pass."

check-style: developer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

check-types: developer
	$(BIN)/mypy

check-imports: developer
	$(BIN)/lint-imports --no-logo

check-rulebooks: developer
	@for edition in rulebooks/*/edition.toml; do \
	    said=$$($(BIN)/tallybook check "$${edition%/edition.toml}" 2>&1) || { echo "$$said"; exit 1; }; \
	    echo "$$said" | grep -v '^unset'; done

check-migrations: developer
	$(BIN)/python -m tools.migrations_complete

check-docs: developer
	$(BIN)/python -m tools.docs_in_step

check-translations: developer
	$(BIN)/python -m tools.translations

format: developer ## Let the formatter and the linter mend what they can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: developer ## Print the reference pages anew from the code
	$(BIN)/python -m tools.docs_in_step --write

translations: developer ## Gather the texts into locale/en and compile them
	$(BIN)/python -m tools.translations --write

requirements: developer ## Lock requirements/*.in anew; UPGRADE=1 takes newer versions
	sh tools/lock.sh

clean: ## Remove .venv and the tools' caches; the data in var/ stays
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis src/*.egg-info
