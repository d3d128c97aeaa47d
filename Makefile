# Two targets are all that most people need: `make run` and `make test`. Both install what is missing.
# Each is a script of .ci/, which says what it does and which environment variables it reads.
.PHONY: help run test dev check shots bench bench-peers simulate kills mutations mutants tools site

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build, load the demonstration company the first time, serve on http://127.0.0.1:3000
	@.ci/serve.sh

test: ## every check: format, lints, crates, tests on both databases, journeys in a browser
	@.ci/test.sh

dev: ## serve, and rebuild and reload whenever a source file changes
	@.ci/serve.sh dev

check: ## format, lints, tests of domain and sync: under a minute once built
	@.ci/check.sh

shots: ## a picture of every page in each width and theme, into the target folder
	@.ci/shots.sh

bench: ## measure speed and size
	@.ci/bench.sh

bench-peers: ## measure other ways to keep replicas in step beside this one
	@.ci/peers.sh

simulate: ## play the protocol's simulator for longer: make simulate SEEDS=1000000
	@.ci/simulate.sh

kills: ## kill the server, take its database away and fill its disk while people write, and look for what it acknowledged: make kills KILLS=200
	@.ci/kills.sh

mutations: ## show that the protocol's tests can fail: mistakes made one at a time, each caught
	@.ci/mutations.sh

mutants: ## show that the tests of the rules can fail: scoring, roll-up, access and charts changed one operator at a time
	@.ci/mutants.sh

tools: ## install what building and testing need, and nothing else
	@.ci/tools.sh test

site: ## build only what browsers are sent: app, style sheets, charts, fonts
	@.ci/site.sh
