# make demo    separate the sample photo with the default separator; no screen needed
# make test    run all tests
# make lint    formatter, linter, types, import contracts
# make schema  write docs/job.schema.json anew
# make bench   time and memory; prints the tables of the README

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The editable install warns of folders named like packages, which is how this project is laid out.
PIP := PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --constraint constraints.txt

.PHONY: demo test lint schema bench clean

demo: $(VENV)/.installed
	$(BIN)/python main.py separate resources/samples/glass_3_mixture.jpg resources/samples/glass_17_mixture.jpg \
		--out layers --collision overwrite
	@echo "The layers are in the folder $(CURDIR)/layers."

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports

schema: $(VENV)/.installed
	$(BIN)/python -c 'from engine.job import schema; print(schema(), end="")' > docs/job.schema.json

bench: $(VENV)/.installed-test
	$(BIN)/python -m pytest tests/benchmarks --override-ini addopts= -q

$(VENV)/.created:
	@sh .ci/system-packages run
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "SILS needs Python 3.11 or newer; give one with: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade pip
	@touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@sh .ci/system-packages test
	$(PIP) --editable '.[test,train,cluster]'
	@touch $@

clean:
	rm -rf $(VENV) layers build *.egg-info
