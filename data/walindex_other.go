//go:build !linux && !darwin

package data

import "os"

// openWALIndex opens nothing: whether others may have the file open beside SQLite is not known here.
func openWALIndex(string) *os.File { return nil }
