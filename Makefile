# What a user types. Each target installs what it needs first (deploy/install-dependencies).
.PHONY: run build test lint format bench chaos robustness accuracy ablation mutations

# Engines are one thread each: libgomp reads this when it is loaded, so it must be in the environment before.
export OMP_THREAD_LIMIT = 1

# So that Tesseract runs OpenMP regions without libgomp, and line images are not made PNGs (Sources/CInterposed).
interposed = -Xlinker --dynamic-list=Sources/CInterposed/exported.list

run: build
	.build/release/lector-api

build: dependencies
	swift build -c release $(interposed) --product lector-api
	swift build -c release $(interposed) --product lector-worker
	swift build -c release $(interposed) --product lectorctl

test: dependencies
	swift build --build-tests $(interposed)
	swift test --skip-build $(interposed)
	python3 Tests/Chaos/selftest.py
	python3 Tests/Accuracy/selftest.py
	python3 Tests/Accuracy/run.py --check --binaries .build/debug
	python3 Tests/Chaos/run.py --seconds 60 --binaries .build/debug

# Ten minutes of killing. SEED=N repeats a run's faults.
chaos: build
	python3 Tests/Chaos/run.py --seconds 600 --binaries .build/release $(if $(SEED),--seed $(SEED))

# Every file of a folder with a manifest, twice, through a live service: FILES=folder.
robustness: build
	python3 Tests/Robustness/run.py $(FILES)

# How well it reads, beside plain Tesseract; into docs/accuracy.md.
accuracy: build
	Tests/Accuracy/setup
	Tests/Accuracy/.venv/bin/python Tests/Accuracy/run.py --write

# What each part of it is worth: the same with one left out; takes a while.
ablation: build
	swift build -c release $(interposed) --product lector-accuracy-probe
	python3 Tests/Accuracy/run.py --ablation --write

mutations: dependencies
	Tests/Mutations/run.py

lint: dependencies
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks

format:
	swift format --in-place --recursive Package.swift Sources Tests Benchmarks

bench: build
	swift build -c release $(interposed) --product lector-store-probe
	Benchmarks/setup
	Benchmarks/.venv/bin/python Benchmarks/run.py

.PHONY: dependencies
dependencies:
	@deploy/install-dependencies
