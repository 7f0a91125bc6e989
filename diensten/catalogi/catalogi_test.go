package catalogi_test

import (
	"testing"

	"meent/proef/kit"
)

const root = "/catalogi/api/v1"

func TestCatalogus(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		s.Root.Make(root+"/catalogussen", kit.Catalogus())
	})
}
