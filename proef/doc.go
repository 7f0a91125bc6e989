// Package proef proves Meent as a whole: who may import whom, what every package and every committed file owes the
// reader, and, in the folders below, what the official suites and the peers say of the running program.
package proef
