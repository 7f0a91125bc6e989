package zaken

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// searchers answer what SQL cannot: which zaken lie in a polygon (G-34).
var searchers = map[string]rest.Searcher{"zaakgeometrie": within}

// ZaakZoek is what only a _zoek can ask, beside the filters of the list.
type ZaakZoek struct {
	// Waar de zaken moeten liggen.
	Zaakgeometrie *GeoWithin `json:"zaakgeometrie"`
}

// GeoWithin is a place on the map.
type GeoWithin struct {
	// De geometrie waar een zaak helemaal binnen ligt.
	Within zgw.Geometry `json:"within"`
}

// The map is cut in cells of a fiftieth of a degree, about 1.4 by 2.2 km in the Netherlands. A zaak is found by the cell
// in which it lies; one that lies in more than one cell has cell everywhere and is a candidate for every search.
const (
	cellsPerDegree = 50
	cellsInRow     = 360 * cellsPerDegree
	everywhere     = -1
	rowsAtMost     = 200
)

func cell(g zgw.Geometry) any {
	minx, miny, maxx, maxy, ok := g.Bounds()
	if !ok {
		return nil
	}
	a, b := cellAt(minx, miny), cellAt(maxx, maxy)
	if a != b {
		return int64(everywhere)
	}
	return a
}

func cellAt(x, y float64) int64 {
	return int64(math.Floor((y+90)*cellsPerDegree))*cellsInRow + int64(math.Floor((x+180)*cellsPerDegree))
}

// within finds the zaken that lie wholly within a geometry: {"within": {"type": "Polygon", …}}.
func within(_ *rest.Call, value json.RawMessage) (*rest.Judge, error) {
	var asked struct {
		Within zgw.Geometry `json:"within"`
	}
	if string(value) == "null" {
		return nil, nil
	}
	if err := json.Unmarshal(value, &asked); err != nil || len(asked.Within) == 0 {
		return nil, rest.Invalid("zaakgeometrie.within", "required", "Geef een GeoJSON-geometrie op waarbinnen gezocht wordt.")
	}
	if code, reason := asked.Within.Valid(); code != "" {
		return nil, rest.Invalid("zaakgeometrie.within", code, reason)
	}
	holds := asked.Within.Holder()
	return &rest.Judge{Cond: candidates(asked.Within), Column: "geometrie", Keep: func(text []byte) bool { return holds(text) }}, nil
}

// candidates are the zaken in the cells that a geometry touches: a range for each row of cells.
func candidates(g zgw.Geometry) rest.Cond {
	minx, miny, maxx, maxy, ok := g.Bounds()
	if !ok {
		return rest.Cond{Never: true}
	}
	from, to := cellAt(minx, miny), cellAt(maxx, maxy)
	first, last := from/cellsInRow, to/cellsInRow
	if last-first >= rowsAtMost {
		return rest.Cond{SQL: "cel is not null"}
	}
	ranges := []string{fmt.Sprintf("cel = %d", everywhere)}
	for row := first; row <= last; row++ {
		ranges = append(ranges, fmt.Sprintf("cel between %d and %d", row*cellsInRow+from%cellsInRow, row*cellsInRow+to%cellsInRow))
	}
	return rest.Cond{SQL: strings.Join(ranges, " or ")}
}
