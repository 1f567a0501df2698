# What a user types. Each target installs what it needs first (deploy/install-dependencies).
.PHONY: run build test test-swift test-accuracy test-chaos test-contract test-outputs test-browser test-readme test-rolling
.PHONY: test-deploy image verify-image lint format bench chaos robustness accuracy ablation mutations

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

# All of it. What follows the first works on the debug build that the first makes.
test: test-swift test-accuracy test-chaos test-contract test-outputs test-browser test-readme test-rolling test-deploy

# What the tests were answered is written down for test-contract.
exchanges = $(CURDIR)/.build/exchanges.jsonl

test-swift: dependencies
	swift build --build-tests $(interposed)
	rm -f $(exchanges)
	LECTOR_RECORD_EXCHANGES=$(exchanges) swift test --skip-build $(interposed)

test-accuracy:
	python3 Tests/Accuracy/selftest.py
	python3 Tests/Accuracy/run.py --check --binaries .build/debug

test-chaos:
	python3 Tests/Chaos/selftest.py
	python3 Tests/Chaos/run.py --seconds 60 --binaries .build/debug

# docs/openapi.yaml against every answer that the tests saw, and against a minute of schemathesis.
test-contract:
	Tests/Contract/setup
	Tests/Contract/.venv/bin/python Tests/Contract/selftest.py
	Tests/Contract/.venv/bin/python Tests/Contract/check.py $(exchanges)
	Tests/Contract/.venv/bin/python Tests/Contract/fuzz.py --seconds 60 --binaries .build/debug

# Every output of every sample, judged by its own validator.
test-outputs:
	Tests/Outputs/setup
	Tests/Outputs/.venv/bin/python Tests/Outputs/selftest.py
	Tests/Outputs/.venv/bin/python Tests/Outputs/run.py --binaries .build/debug

# The pages in Chromium; screenshots go to .build/screenshots.
test-browser:
	Tests/Browser/setup
	Tests/Browser/.venv/bin/python Tests/Browser/run.py --binaries .build/debug

# The examples of the README, as they stand.
test-readme:
	Tests/Readme/setup
	python3 Tests/Readme/run.py --binaries .build/debug

# A rolling restart of two APIs behind HAProxy and of two workers, under load.
test-rolling:
	Tests/Rolling/setup
	python3 Tests/Rolling/run.py --binaries .build/debug

# Everything in deploy/ but the image, by the tools it is written for.
test-deploy:
	Tests/Deploy/setup
	Tests/Deploy/.venv/bin/python Tests/Deploy/run.py --binaries .build/debug

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

# The container's image as `lector`, by buildah; LANGUAGES="eng deu" has it read more.
image:
	deploy/image/setup
	deploy/image/build lector

# Builds the image, runs it, and tries whatever it promises; needs root.
verify-image:
	deploy/verify-image

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
	@deploy/web-assets
