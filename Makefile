# Few targets, one line each; what they do stands in proef/proef.sh. `make demo` and `make test` are all a newcomer needs.
.PHONY: demo test check suites bench

demo: ; CGO_ENABLED=0 go build -trimpath -o bin/meent ./cmd/meent && exec bin/meent demo
test: ; @proef/proef.sh test
check: ; @proef/proef.sh check
suites: ; @proef/proef.sh suites
bench: ; go run ./proef/bench
