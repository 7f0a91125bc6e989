# Few targets, one line each; what they do stands in proef/proef.sh. `make demo` and `make test` are all a newcomer needs.
.DEFAULT_GOAL := meent
.PHONY: demo meent stijl test check suites bench bench-feiten

meent: ; @interactie/opmaak/stijl/maak.sh misschien && CGO_ENABLED=0 go build -trimpath -o bin/meent ./cmd/meent
demo: meent ; @exec bin/meent demo
stijl: ; @interactie/opmaak/stijl/maak.sh
test: ; @proef/proef.sh test
check: ; @proef/proef.sh check
suites: ; @proef/proef.sh suites
bench: ; @go run ./proef/bench && $(MAKE) --no-print-directory bench-feiten

# What measuring a million zaken takes from the database, and what the registers feel of it meanwhile.
bench-feiten: ; MEENT_BENCH_ZAKEN=1000000 go test ./diensten/transitie -run '^$$' -bench Last -benchtime 1x -timeout 30m
