# make demo      build b24 and run its demonstration against the built-in local portal
# make test      all tests
# make lint      formatting and the rules that a compiler does not know
# make sanitize  the Lua host's tests under AddressSanitizer
# make bench     speed and memory, side by side with peers
# make docs      the functions of scripts as pages (docs/reference/), the Swift products as a DocC archive (docs/api/)
# make install   a release build in $(PREFIX)/bin

SWIFT ?= swift
export SWIFT
PREFIX ?= /usr/local
RELEASE = -c release --static-swift-stdlib --product b24
SANITIZE = --sanitize=address --disable-xctest --scratch-path .build-asan
SWIFT_FILES = $(shell git ls-files '*.swift')

.PHONY: demo test lint sanitize bench docs release install dependencies test-dependencies

demo: dependencies
	@$(SWIFT) build --quiet --product b24
	@.build/debug/b24 run scripts/demo.lua

test: test-dependencies
	@Tools/test
	@B24_FORCE_MEMORY_LIMIT=1 Tools/test --skip-build --filter LuaRuntimeTests
	@python3 -m unittest discover -q -s Tools/catalogue

lint:
	@$(SWIFT) format lint --strict $(SWIFT_FILES)
	@Tools/lint

sanitize: dependencies
	$(SWIFT) build --build-tests $(SANITIZE)
	LSAN_OPTIONS=suppressions=$(CURDIR)/Tests/lsan.supp Tools/test --skip-build $(SANITIZE) --filter LuaRuntimeTests

release: dependencies
	$(SWIFT) build $(RELEASE)

install: release
	install -d "$(PREFIX)/bin"
	install -s -m 755 "$$($(SWIFT) build $(RELEASE) --show-bin-path)/b24" "$(PREFIX)/bin/b24"

bench: dependencies
	@Benchmarks/run

docs: dependencies
	@$(SWIFT) build --quiet --product b24
	@rm -rf docs/reference && mkdir -p docs/reference
	.build/debug/b24 docs --lang en --export docs/reference/en
	.build/debug/b24 docs --lang ru --export docs/reference/ru
	@SWIFT="$(SWIFT)" Tools/docc

dependencies:
	@Tools/install-dependencies

test-dependencies:
	@Tools/install-dependencies tests
