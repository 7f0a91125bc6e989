package documenten

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"meent/data"
	"meent/diensten/rest"
)

// Sweep removes files of contents that no row names: of a request that broke off, or of a document that was removed just
// before the power went. Files younger than a moment are left, since their row may still come. It says how many it removed.
func Sweep(ctx context.Context, s *rest.Site, before time.Time) (int, error) {
	named := map[uuid.UUID]bool{}
	err := s.DB.View(ctx, func(tx data.Tx) error {
		for row, err := range tx.Query("select file from documenten union select file from documentversies union select file from bestandsdelen") {
			if err != nil {
				return err
			}
			if id, ok := fileID(row.Text(0)); ok {
				named[id] = true
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("names of files in use: %w", err)
	}
	return s.Files.Sweep(ctx, before, func(name string) bool {
		id, ok := fileID(name)
		return ok && named[id]
	})
}

// fileID is the uuid in the name of a file, ab/cd/abcd….
func fileID(name string) (uuid.UUID, bool) {
	if len(name) < 36 {
		return uuid.UUID{}, false
	}
	id, err := uuid.Parse(name[len(name)-36:])
	return id, err == nil
}
