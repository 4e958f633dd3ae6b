# Every target finds a JDK 25 by itself (build/find-jdk) and says so clearly where there is none.
SHELL := /bin/sh
MVN = JAVA_HOME="$$(build/find-jdk)" MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow $$MAVEN_OPTS" mvn -B -ntp
DIST = app/target/dist

.PHONY: help build test demo format bench jmh faults planted-bugs hostile killed soak conformance-adapter clean

help: ## Say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 22

build: ## Build the program into app/target/dist (bin/kilter), without tests
	@build/find-jdk >/dev/null
	@$(MVN) -q package -DskipTests
	@build/train-aot $(DIST)

test: ## Run everything that CI runs: all modules with all guards, on a real control plane
	@build/find-jdk >/dev/null
	@$(MVN) verify

hostile: ## Throw hostile input at a controller: make hostile CASES=10000 FROM=1
	@build/find-jdk >/dev/null
	@$(MVN) -q test -pl app -am -Dtest=HostileInputTest -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dtest.left.out=none -Dhostile.cases=$(or $(CASES),1000) -Dhostile.from=$(or $(FROM),1)

demo: ## Start a local cluster, a Git repository, Kilter and a sample shop, and say what to try
	@build/find-jdk >/dev/null
	@$(MVN) -q package -DskipTests
	@build/train-aot $(DIST)
	@$(DIST)/bin/kilter demo $(ARGS)

format: ## Format all Java
	@$(MVN) -q spotless:apply

bench: ## Measure on a real control plane: make bench ARGS="run s1 --apps 200 --objects 5 --out s1.json"
	@build/bench $(ARGS)

jmh: ## Measure the hot functions: make jmh ARGS="Comparing -f 1"
	@build/jmh $(ARGS)

killed: ## Kill the controller at one request after another; takes many minutes
	@$(MVN) -q -pl e2e -am verify -Dtest=KilledProcessTest -Dsurefire.failIfNoSpecifiedTests=false -Dtest.left.out=none

soak: ## Let a controller work under a fault a minute: make soak MINUTES=30
	@$(MVN) -q package -DskipTests
	@JAVA_HOME="$$(build/find-jdk)" MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow $$MAVEN_OPTS" e2e/soak $(or $(MINUTES),30)

faults: ## Play Kilter under seeded faults: make faults SEEDS=1000 FROM=1
	@SEEDS="$(SEEDS)" FROM="$(FROM)" build/faults

planted-bugs: ## Switch guards off, one after the other, and see at which seed that is noticed
	@SEEDS="$(SEEDS)" build/planted-bugs

conformance-adapter: ## Answer conformance requests on standard input (see docs/compatibility.md)
	@build/conformance-adapter

clean: ## Remove everything that was built
	@$(MVN) -q clean
