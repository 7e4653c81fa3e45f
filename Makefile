# Two commands are all a newcomer needs: `make run` and `make test`.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# On Linux the Swift library goes into the executable, so that it starts fast and runs where Swift is not installed.
ifeq ($(shell uname -s),Linux)
RELEASE := -c release --static-swift-stdlib
else
RELEASE := -c release
endif

FORMATTED := Package.swift Plugins Sources Tests
GRADUS = $(shell swift build $(RELEASE) --show-bin-path)/gradus

.PHONY: help setup build run test bench bench-quick docs fuzz stress jupyter-check lint format clean

help: ## Show these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install the missing system packages
	@./scripts/setup.sh

build: setup ## Build in release mode
	@echo "==> swift build $(RELEASE) --product gradus"
	@swift build $(RELEASE) --product gradus
	@echo "==> built $(GRADUS)"

run: build ## Set up, build, and replay the tutorial
	@echo "==> replaying notebooks/01 to 06"
	@./scripts/replay.sh "$(GRADUS)"

test: setup ## Set up, and run every test
	@echo "==> swift build --build-tests"
	@swift build --build-tests
	@echo "==> swift test --no-parallel"
	@swift test --no-parallel

bench: build ## Measure speed; BENCH_PYTHON=python-with-torch adds PyTorch's figures
	@./scripts/bench.py "$(GRADUS)" --json bench.json

bench-quick: build ## The same in less than a minute, without epochs
	@./scripts/bench.py "$(GRADUS)" --quick

docs: setup ## Write docs/ops.md from the op table
	@GRADUS_UPDATE_GOLDEN=1 swift test --no-parallel --filter opReferenceIsCurrent

fuzz: build ## Look for programs that crash or hang; FUZZ_SECONDS=60
	@./scripts/fuzz.py "$(GRADUS)" --seconds "$(or $(FUZZ_SECONDS),60)"

stress: build ## Interrupt a training loop 1,000 times at random moments
	@./scripts/interrupts.py "$(GRADUS)" --count "$(or $(COUNT),1000)"

jupyter-check: build ## Check the kernel with Jupyter; JUPYTER_PYTHON=python-with-jupyter_kernel_test
	@"$(or $(JUPYTER_PYTHON),python3)" ./scripts/jupyter_check.py "$(GRADUS)"

lint: ## Check the formatting
	@swift format lint --strict --recursive $(FORMATTED)

format: ## Format all Swift files
	@swift format --in-place --recursive $(FORMATTED)

clean: ## Remove what was built
	@swift package clean
