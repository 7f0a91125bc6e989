package zgw

import (
	"strings"
	"testing"
)

func TestGeometryValid(t *testing.T) {
	tests := []struct{ name, in, code string }{
		{"suite's point", `{"type":"Point","coordinates":[53,5]}`, ""},
		{"point with height", `{"type":"Point","coordinates":[5.1,52.1,3]}`, ""},
		{"multipoint", `{"type":"MultiPoint","coordinates":[[5,52]]}`, ""},
		{"line", `{"type":"LineString","coordinates":[[5,52],[6,53]]}`, ""},
		{"lines", `{"type":"MultiLineString","coordinates":[[[5,52],[6,53]]]}`, ""},
		{"polygon", `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`, ""},
		{"polygons", `{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}`, ""},
		{"collection", `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}`, ""},
		{"east of the map", `{"type":"Point","coordinates":[180.1,0]}`, "invalid"},
		{"north of the map", `{"type":"Point","coordinates":[0,90.1]}`, "invalid"},
		{"Rijksdriehoek", `{"type":"Point","coordinates":[155000,463000]}`, "invalid"},
		{"no coordinates", `{"type":"Point"}`, "invalid"},
		{"empty point", `{"type":"Point","coordinates":[]}`, "invalid"},
		{"half a point", `{"type":"Point","coordinates":[5]}`, "invalid"},
		{"five numbers", `{"type":"Point","coordinates":[1,2,3,4,5]}`, "invalid"},
		{"words", `{"type":"Point","coordinates":["5","52"]}`, "invalid"},
		{"null in it", `{"type":"MultiPoint","coordinates":[null]}`, "invalid"},
		{"line of one", `{"type":"LineString","coordinates":[[5,52]]}`, "invalid"},
		{"polygon without ring", `{"type":"Polygon","coordinates":[]}`, "invalid"},
		{"empty ring", `{"type":"Polygon","coordinates":[[]]}`, "invalid"},
		{"open ring", `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}`, "invalid"},
		{"ring of three", `{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}`, "invalid"},
		{"too deep", `{"type":"LineString","coordinates":[[[5,52],[6,53]]]}`, "invalid"},
		{"empty collection", `{"type":"GeometryCollection","geometries":[]}`, "invalid"},
		{"fault in collection", `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[]}]}`, "invalid"},
		{"feature", `{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}}`, "invalid"},
		{"other type", `{"type":"Circle","coordinates":[1,2]}`, "invalid"},
		{"text", `"POINT(5 52)"`, "invalid"},
		{"list", `[5,52]`, "invalid"},
		{"nested beyond reason", strings.Repeat(`{"type":"GeometryCollection","geometries":[`, 9) +
			`{"type":"Point","coordinates":[1,2]}` + strings.Repeat(`]}`, 9), "invalid"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			wantCode(t, Geometry(test.in), test.code)
			if _, _, _, _, ok := Geometry(test.in).Bounds(); ok != (test.code == "") {
				t.Errorf("has bounds: %v", ok)
			}
		})
	}
}

func TestGeometryBounds(t *testing.T) {
	in := Geometry(`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"LineString","coordinates":[[-3,4],[5,-6]]}]}`)
	minx, miny, maxx, maxy, ok := in.Bounds()
	if got, want := [4]float64{minx, miny, maxx, maxy}, [4]float64{-3, -6, 5, 4}; got != want || !ok {
		t.Errorf("got %v, %v; want %v", got, ok, want)
	}
}

// The areas of TestWithin: a square with a square hole, an L, two squares.
const (
	square  = `{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[6,4],[6,6],[4,6],[4,4]]]}`
	corner  = `{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,2],[2,2],[2,10],[0,10],[0,0]]]}`
	islands = `{"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,2],[0,2],[0,0]]],[[[4,0],[6,0],[6,2],[4,2],[4,0]]]]}`
)

func TestWithin(t *testing.T) {
	tests := []struct {
		name, in, area string
		want           bool
	}{
		{"point inside", `{"type":"Point","coordinates":[1,1]}`, square, true},
		{"point outside", `{"type":"Point","coordinates":[11,1]}`, square, false},
		{"point in the hole", `{"type":"Point","coordinates":[5,5]}`, square, false},
		{"point on the edge", `{"type":"Point","coordinates":[10,1]}`, square, false},
		{"point on a corner", `{"type":"Point","coordinates":[0,0]}`, square, false},
		{"point on the hole's edge", `{"type":"Point","coordinates":[4,5]}`, square, false},
		{"point in the notch", `{"type":"Point","coordinates":[5,5]}`, corner, false},
		{"points, one on the edge", `{"type":"MultiPoint","coordinates":[[1,1],[0,5]]}`, square, true},
		{"points, one outside", `{"type":"MultiPoint","coordinates":[[1,1],[20,5]]}`, square, false},
		{"points on the second island", `{"type":"MultiPoint","coordinates":[[1,1],[5,1]]}`, islands, true},
		{"point between the islands", `{"type":"Point","coordinates":[3,1]}`, islands, false},
		{"line inside", `{"type":"LineString","coordinates":[[1,1],[3,9]]}`, square, true},
		{"line through the hole", `{"type":"LineString","coordinates":[[1,5],[9,5]]}`, square, false},
		{"line past the hole's corner", `{"type":"LineString","coordinates":[[2,8],[8,2]]}`, square, false},
		{"line touching the hole's corner", `{"type":"LineString","coordinates":[[2,6],[6,2]]}`, square, true},
		{"line along the edge and in", `{"type":"LineString","coordinates":[[0,1],[0,9],[3,9]]}`, square, true},
		{"line along the edge only", `{"type":"LineString","coordinates":[[0,1],[0,9]]}`, square, false},
		{"line along the edge and out", `{"type":"LineString","coordinates":[[0,1],[0,11]]}`, square, false},
		{"line along the hole's edge from inside", `{"type":"LineString","coordinates":[[4,1],[4,9]]}`, square, true},
		{"line cutting the corner of the L", `{"type":"LineString","coordinates":[[1,9],[9,1]]}`, corner, false},
		{"line round the corner of the L", `{"type":"LineString","coordinates":[[1,9],[1,1],[9,1]]}`, corner, true},
		{"line from island to island", `{"type":"LineString","coordinates":[[1,1],[5,1]]}`, islands, false},
		{"standing still inside", `{"type":"LineString","coordinates":[[1,1],[1,1]]}`, square, true},
		{"lines", `{"type":"MultiLineString","coordinates":[[[1,1],[2,2]],[[1,5],[9,5]]]}`, square, false},
		{"polygon inside", `{"type":"Polygon","coordinates":[[[1,1],[3,1],[3,3],[1,3],[1,1]]]}`, square, true},
		{"polygon on the edges", `{"type":"Polygon","coordinates":[[[0,0],[3,0],[3,3],[0,3],[0,0]]]}`, square, true},
		{"polygon around the hole", `{"type":"Polygon","coordinates":[[[1,1],[9,1],[9,9],[1,9],[1,1]]]}`, square, false},
		{"polygon around the hole with a hole", `{"type":"Polygon","coordinates":[[[1,1],[9,1],[9,9],[1,9],[1,1]],[[3,3],[7,3],[7,7],[3,7],[3,3]]]}`, square, true},
		{"the hole itself", `{"type":"Polygon","coordinates":[[[4,4],[6,4],[6,6],[4,6],[4,4]]]}`, square, false},
		{"in the hole", `{"type":"Polygon","coordinates":[[[4.5,4.5],[5,4.5],[5,5],[4.5,4.5]]]}`, square, false},
		{"itself", square, square, true},
		{"itself without its hole", `{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]]]}`, square, false},
		{"over the edge", `{"type":"Polygon","coordinates":[[[8,8],[12,8],[12,12],[8,12],[8,8]]]}`, square, false},
		{"around it all", `{"type":"Polygon","coordinates":[[[-1,-1],[11,-1],[11,11],[-1,11],[-1,-1]]]}`, square, false},
		{"across the notch, corners inside", `{"type":"Polygon","coordinates":[[[0,0],[10,0],[0,10],[0,0]]]}`, corner, false},
		{"polygons", islands, `{"type":"Polygon","coordinates":[[[-1,-1],[7,-1],[7,3],[-1,3],[-1,-1]]]}`, true},
		{"polygon across islands", `{"type":"Polygon","coordinates":[[[1,0],[5,0],[5,1],[1,1],[1,0]]]}`, islands, false},
		{"collection", `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[0,0]},{"type":"LineString","coordinates":[[1,1],[2,2]]}]}`, square, true},
		{"collection, a part outside", `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,1]},{"type":"Point","coordinates":[5,5]}]}`, square, false},
		{"point in equal point", `{"type":"Point","coordinates":[1,1]}`, `{"type":"Point","coordinates":[1,1]}`, true},
		{"point in other point", `{"type":"Point","coordinates":[1,2]}`, `{"type":"Point","coordinates":[1,1]}`, false},
		{"area is a line", `{"type":"Point","coordinates":[1,1]}`, `{"type":"LineString","coordinates":[[0,0],[2,2]]}`, false},
		{"no geometry", ``, square, false},
		{"no area", `{"type":"Point","coordinates":[1,1]}`, ``, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Geometry(test.in).Within(Geometry(test.area)); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func FuzzGeometry(f *testing.F) {
	for _, s := range []string{square, corner, islands, `{"type":"Point","coordinates":[]}`, `{"type":"Polygon","coordinates":[[[0,0],[0,0],[0,0],[0,0]]]}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		g := Geometry(s)
		code, _ := g.Valid()
		minx, miny, maxx, maxy, ok := g.Bounds()
		if s != "" && ok != (code == "") {
			t.Fatalf("code %q, bounds %v", code, ok)
		}
		if ok && (minx > maxx || miny > maxy || minx < -180 || maxx > 180 || miny < -90 || maxy > 90) {
			t.Errorf("bounds %v %v %v %v", minx, miny, maxx, maxy)
		}
		g.Within(Geometry(square))
		Geometry(square).Within(g)
	})
}

// A point that is read quickly is the point that encoding/json reads.
func TestPlainPoint(t *testing.T) {
	for _, text := range []string{
		`{"type":"Point","coordinates":[4.9,52.37]}`, `{"type":"Point","coordinates":[-4.9e0, 52]}`, `{"type":"Point","coordinates":[4.9,52.37,3]}`,
		`{"type":"Point","coordinates":[4.9]}`, `{"type":"Point","coordinates":[181,52]}`, `{"coordinates":[4.9,52.37],"type":"Point"}`,
		`{"type":"Point","coordinates":["4.9",52.37]}`, `{"type":"Point","coordinates":[]}`, `{"type":"Polygon","coordinates":[4.9,52.37]}`,
	} {
		p, ok := Geometry(text).plainPoint()
		if shape, fault := Geometry(text).parse(); ok && (fault != "" || shape != p) {
			t.Errorf("%s: read as %v, want %v %s", text, p, shape, fault)
		}
	}
	if _, ok := Geometry(`{"type":"Point","coordinates":[4.9,52.37]}`).plainPoint(); !ok {
		t.Error("the usual point is not read quickly")
	}
}
