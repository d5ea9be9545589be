# The ways in. Each sets up what it needs; nothing else is asked of a person.
# Needed beforehand: make, and Python 3.11 or newer with its venv module.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ROOMS := counter display jiaohao kiosk printers shared

.PHONY: demo demo-wall test test-postgres soak-postgres bench-postgres region-trial check bench figures lab soak monkey looks weeks
.PHONY: waiting guesses reception-day pack-trial frozen-trial pictures catalogues clean machines big-log theory

demo: $(VENV)/.installed
	@$(BIN)/jiaohao demo

# With a display at hand: kiosk, counter and both lobby screens in windows (kitty, xterm).
demo-wall: $(VENV)/.installed
	@$(BIN)/jiaohao demo --windows

# Four at a time: many tests wait for processes longer than they compute.
test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 4 --dist worksteal

# The commands on a PostgreSQL server too, a throw-away one; needs Debian's
# postgresql-common. Its files must be readable to the server's own user.
test-postgres: $(VENV)/.installed-dev
	TMPDIR=/tmp JIAOHAO_TEST_SERVER=postgresql:/// pg_virtualenv -t -o fsync=off \
		$(BIN)/python -m pytest tests/shared/postgres tests/jiaohao/test_region.py \
		tests/jiaohao/test_hand_down.py tests/shared/trade -k "postgres or region or hand_down"

# The same, and the server is killed forty times under eight processes; minutes.
soak-postgres: $(VENV)/.installed-dev
	JIAOHAO_SOAK=20 $(MAKE) test-postgres

# Issue and call on a server beside the same transaction by hand and beside the file.
bench-postgres: $(VENV)/.installed-dev
	TMPDIR=/tmp JIAOHAO_TEST_SERVER=postgresql:/// pg_virtualenv -t -o fsync=on \
		$(BIN)/python -m tests.bench.server

# Forty offices send a million events to a region over a line that is cut a hundred times.
region-trial: $(VENV)/.installed-dev
	TMPDIR=/tmp JIAOHAO_TEST_SERVER=postgresql:/// pg_virtualenv -t \
		$(BIN)/python -m tests.region_trial

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# With JIAOHAO_LAB, on real SMB and NFS mounts too; see lab.
bench: $(VENV)/.installed-dev
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.paper
	$(BIN)/python -m tests.bench.starts
	$(BIN)/python -m tests.bench.kiosk
	$(BIN)/python -m tests.bench.counter
	$(BIN)/python -m tests.bench.supervisor
	$(BIN)/python -m tests.bench.lobby
	$(BIN)/python -m tests.bench.page
	$(BIN)/python -m tests.bench.reports
	JIAOHAO_LAB_CASES=seen $(BIN)/python -m tests.lab

# The folder that an office copies: packed (with a network), then installed without one.
pack-trial: $(VENV)/.installed-dev
	$(BIN)/python -m tests.packed

# One program without Python beside it, built (PyInstaller, with a network) and tried.
frozen-trial: $(VENV)/.installed-dev
	$(call install,'.[dev,frozen]')
	$(BIN)/python -m tests.frozen

# The house in numbers, to be compared before and after a change.
figures: $(VENV)/.installed-dev
	$(BIN)/python -m tests.figures

# A day of 150 visitors: keys and seconds at reception, presses and seconds by touch.
reception-day: $(VENV)/.installed-dev
	$(BIN)/python -m tests.concierge.day

# Thousands of print jobs against printers that fail at random; minutes, not seconds.
soak: $(VENV)/.installed-dev
	JIAOHAO_SOAK=20 JIAOHAO_EVERY=1 $(BIN)/python -m pytest tests/printers/test_thousand.py \
		tests/shared/sqlite/test_faults.py

# Counters, supervisors, visitors and appointments at random on one file; minutes.
machines: $(VENV)/.installed-dev
	JIAOHAO_SOAK=20 JIAOHAO_WEEKS=10 $(BIN)/python -m pytest tests/shared/trade/test_machine.py \
		tests/shared/trade/test_leading.py tests/shared/trade/test_booking_week.py

# Kiosk and pages in every language at every size; the tests look at some. Minutes.
looks: $(VENV)/.installed-dev
	JIAOHAO_EVERY=1 $(BIN)/python -m pytest tests/kiosk tests/counter/test_screens.py tests/page/test_axe.py

# A million guesses of the codes of numbers and appointments; minutes, not seconds.
guesses: $(VENV)/.installed-dev
	$(BIN)/python -m tests.page.guesses

# Ten thousand presses and keys at random on a kiosk; minutes, not seconds.
monkey: $(VENV)/.installed-dev
	$(BIN)/python -m tests.kiosk.monkey

# Weeks of a lobby screen by a made-up clock: its memory stays flat. Minutes.
weeks: $(VENV)/.installed-dev
	$(BIN)/python -m tests.display.weeks

# The office on real SMB and NFS mounts; JIAOHAO_LAB names the laboratory's command.
lab: $(VENV)/.installed-dev
	$(BIN)/python -m tests.lab

# The table of docs/waiting.md: the range of waiting on offices whose truth is known.
waiting: $(VENV)/.installed-dev
	$(BIN)/python -m tests.waiting

# The pages of kiosk, lobby and telephone as pictures; the last need a Chromium, and
# those of the README, the windows of `make demo-wall`, an Xvfb and an xterm.
pictures: $(VENV)/.installed-dev
	$(BIN)/python -m tests.kiosk.pictures docs/img
	$(BIN)/python -m tests.terminal_picture docs/img
	$(BIN)/python -m tests.concierge.pictures docs/img
	$(BIN)/python -m tests.display.pictures docs/img
	$(BIN)/python -m tests.counter.pictures docs/img
	$(BIN)/python -m tests.supervisor.pictures docs/img
	$(BIN)/python -m tests.page.pictures docs/img
	$(BIN)/python -m tests.wall docs/img

# After words for people changed: collect them, then translate, then run it again.
catalogues: $(VENV)/.installed-dev
	$(BIN)/python -m tests.catalogues

# A simulated day beside another simulator (ciw, with a network).
theory: $(VENV)/.installed-dev
	$(call install,'.[dev,theory]')
	$(BIN)/python -m pytest tests/jiaohao/test_simulate_ciw.py

# Another system's log of two million rows; two minutes.
big-log: $(VENV)/.installed-dev
	JIAOHAO_ROWS=2000000 $(BIN)/python -m pytest tests/jiaohao/test_replay.py -k big

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Jiaohao needs Python 3.11 or newer; name one: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		{ echo "Python's venv module is missing. On Debian: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(call install,.)
	@touch $@

# Of the last package only axe-core is used (MPL-2.0), not the browser that it would bring.
$(VENV)/.installed-dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(call install,'.[dev]')
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps \
		--constraint constraints.txt axe-playwright-python || echo "no axe-core"
	@touch $@ $(VENV)/.installed

# Install, and say once a second what pip is doing; all of it where it fails. Then compile
# what pip only points to: a program that may not write beside itself never would.
define install
@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off \
	--constraint constraints.txt --editable $(1) > $(VENV)/install.log 2>&1 & pip=$$!; \
while kill -0 $$pip 2>/dev/null; do \
	sleep 1; tail -n 1 $(VENV)/install.log | cut -c 1-78; \
done; \
wait $$pip || { cat $(VENV)/install.log; exit 1; }
@$(BIN)/python -m compileall -q $(ROOMS)
endef
