# What a user types. Each target installs what it needs first (deploy/install-dependencies).
.PHONY: run build test lint format bench

# Engines are one thread each: libgomp reads this when it is loaded, so it must be in the environment before.
export OMP_THREAD_LIMIT = 1

run: build
	.build/release/lector-api

build: dependencies
	swift build -c release --product lector-api
	swift build -c release --product lector-worker

test: dependencies
	swift build --build-tests
	swift test --skip-build

lint: dependencies
	swift format lint --strict --recursive Package.swift Sources Tests

format:
	swift format --in-place --recursive Package.swift Sources Tests

bench: build
	Benchmarks/setup
	Benchmarks/.venv/bin/python Benchmarks/run.py

.PHONY: dependencies
dependencies:
	@deploy/install-dependencies
