# Each target sets up what it needs: Python 3.11 or later, git and make are enough.
.DEFAULT_GOAL := help
.PHONY: help demo extranet test bench soak trial-terminal trial-mail format translations pages reports wheel constraints

BIN := .venv/bin
READY := .venv/.ready
# Thousands of durable commits: in memory where there is room for them.
SCRATCH := [ "$$(df -Pk /dev/shm 2>/dev/null | awk 'NR==2 {print $$4}')" -gt 4000000 ] 2>/dev/null && mktemp -d -p /dev/shm || mktemp -d

help: ## Show the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1@\2/p' Makefile | sed 's/@/\t/' | expand -t 24

demo: $(READY) ## Create a desk in ./demo and play a day on it
	@$(BIN)/celyactl demo ./demo --fresh

extranet: $(READY) ## Serve the extranet of the sample desk on this machine, with codes to sign in
	@sh scripts/sample_extranet.sh

# Half of what pytest needs to begin is rewriting the tests, which it keeps where it may write compiled modules.
test: $(READY) ## Run format, lint, types, imports, translations and all tests
	@sh scripts/browser.sh
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/python hatch_build.py
	$(BIN)/python -m compileall -q celyactl
	$(BIN)/python scripts/translations.py --check
	@folder=$$($(SCRATCH)) && trap 'rm -rf "$$folder"' EXIT && \
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -q -n 2 --dist worksteal --basetemp "$$folder/tests"

bench: $(READY) ## Measure against yardsticks of the same run
	@$(BIN)/python -m benchmarks

.PHONY: bench-board
bench-board: $(READY) ## Measure how much of a core the live board takes while people work (5 minutes)
	@$(BIN)/python -m benchmarks.watching

.PHONY: bench-clones
bench-clones: $(READY) ## Measure eight clones at once, and sync beside git pull (10 minutes)
	@$(BIN)/python -m benchmarks.contention
	@$(BIN)/python -m benchmarks.pulling

.PHONY: bench-mail
bench-mail: $(READY) ## Measure 500 digests over 100,000 tickets, and 1,000 messages received (5 minutes)
	@$(BIN)/python -m benchmarks.digests
	@$(BIN)/python -m benchmarks.receiving

trial-terminal: $(READY) ## Play a day in a real terminal (tmux), compare its screens; PICTURES=FOLDER keeps them
	TRIAL_PICTURES="$(PICTURES)" $(BIN)/pytest -q -m trial tests/trial/test_terminal_day.py

trial-mail: $(READY) ## Play a conversation through Postfix and Dovecot on loopback (as root; installs them)
	@sh scripts/mail_servers.sh
	PATH="$$PATH:/usr/sbin" $(BIN)/pytest -q -m trial tests/trial/test_mail_day.py

soak: $(READY) ## Run the long searches for faults: kills, clocks on 10,000 random cases
	SOAK=1 $(BIN)/pytest -q -m "soak or law"

format: $(READY) ## Format the code and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

translations: $(READY) ## Bring new messages into the catalogues and compile them
	$(BIN)/python scripts/translations.py
	$(BIN)/python hatch_build.py

pages: $(READY) ## Write docs/cli.md and docs/json anew from the program
	$(BIN)/python scripts/cli_page.py
	$(BIN)/python scripts/answer_schemas.py

reports: $(READY) ## Make the annual reports of the sample desk in ./reports, and prove them
	@sh scripts/sample_reports.sh

wheel: $(READY) ## Build the wheel in ./dist
	$(BIN)/python -m build --wheel --no-isolation

constraints: $(READY) ## Pin what is installed now
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

$(READY): pyproject.toml constraints.txt scripts/set_up.sh
	@sh scripts/set_up.sh
