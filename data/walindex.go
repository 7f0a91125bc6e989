//go:build linux || darwin

package data

import "os"

// openWALIndex opens the file that the connections to a database share in memory. Here SQLite locks it for each open file and not
// for each process, so that closing it takes no locks from others.
func openWALIndex(path string) *os.File {
	f, err := os.Open(path + "-shm")
	if err != nil {
		return nil
	}
	return f
}
