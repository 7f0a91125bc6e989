package zgw

import (
	"encoding/json"
	"math"

	"github.com/paulmach/orb"
)

// Geometry is a place on the map in GeoJSON, in degrees (EPSG:4326), kept as it came. Nothing is null.
type Geometry json.RawMessage

// What no place on a municipality's map needs, and a server should not chew on.
const (
	maxPositions = 100_000
	maxNesting   = 8
)

// Valid says what is wrong with the geometry, if anything.
func (g Geometry) Valid() (code, reason string) {
	if len(g) == 0 {
		return "", ""
	}
	if _, reason = g.parse(); reason != "" {
		return codeInvalid, reason
	}
	return "", ""
}

// Bounds is the smallest box around the geometry.
func (g Geometry) Bounds() (minx, miny, maxx, maxy float64, ok bool) {
	shape, reason := g.parse()
	if reason != "" {
		return 0, 0, 0, 0, false
	}
	b := shape.Bound()
	return b.Min[0], b.Min[1], b.Max[0], b.Max[1], true
}

// UnmarshalJSON keeps the bytes; Valid judges them.
func (g *Geometry) UnmarshalJSON(b []byte) error {
	return (*JSON)(g).UnmarshalJSON(b)
}

// MarshalJSON gives the bytes back.
func (g Geometry) MarshalJSON() ([]byte, error) {
	return JSON(g).MarshalJSON()
}

// The reading of GeoJSON is our own because orb's takes a position of one number, or of ten, and an empty polygon that its
// own functions then panic on.

func (g Geometry) parse() (shape orb.Geometry, reason string) {
	r := geoReader{left: maxPositions}
	shape = r.geometry(json.RawMessage(g), maxNesting)
	return shape, r.reason
}

// geoReader reads one geometry and remembers the first thing wrong with it; after that what it gives means nothing.
type geoReader struct {
	left   int
	reason string
}

func (r *geoReader) fault(reason string) {
	if r.reason == "" {
		r.reason = reason
	}
}

func (r *geoReader) geometry(b json.RawMessage, nesting int) orb.Geometry {
	var in struct {
		Type        string            `json:"type"`
		Coordinates json.RawMessage   `json:"coordinates"`
		Geometries  []json.RawMessage `json:"geometries"`
	}
	if json.Unmarshal(b, &in) != nil {
		r.fault("Dit is geen GeoJSON-geometrie. Geef een object met type en coordinates.")
		return nil
	}
	switch in.Type {
	case "Point":
		return r.point(in.Coordinates)
	case "MultiPoint":
		return orb.MultiPoint(r.points(in.Coordinates, 1))
	case "LineString":
		return orb.LineString(r.points(in.Coordinates, 2))
	case "MultiLineString":
		return orb.MultiLineString(each(r, in.Coordinates, r.line))
	case "Polygon":
		return orb.Polygon(each(r, in.Coordinates, r.ring))
	case "MultiPolygon":
		return orb.MultiPolygon(each(r, in.Coordinates, r.polygon))
	case "GeometryCollection":
		return r.collection(in.Geometries, nesting)
	}
	r.fault("Dit soort geometrie is onbekend. Kies uit: Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon, GeometryCollection.")
	return nil
}

func (r *geoReader) collection(parts []json.RawMessage, nesting int) orb.Geometry {
	if len(parts) == 0 || nesting == 0 {
		r.fault("Een GeometryCollection bevat ten minste één geometrie, en niet meer dan acht verzamelingen in elkaar.")
		return nil
	}
	shapes := make(orb.Collection, 0, len(parts))
	for _, part := range parts {
		shapes = append(shapes, r.geometry(part, nesting-1))
		if r.reason != "" {
			return nil
		}
	}
	return shapes
}

func (r *geoReader) point(b json.RawMessage) orb.Point {
	var p []float64
	if json.Unmarshal(b, &p) != nil || len(p) < 2 || len(p) > 4 {
		r.fault("Een positie bestaat uit twee getallen: lengtegraad en breedtegraad.")
		return orb.Point{}
	}
	if math.Abs(p[0]) > 180 || math.Abs(p[1]) > 90 {
		r.fault("Deze positie ligt niet op de kaart. Geef graden (EPSG:4326): lengtegraad van -180 tot 180, breedtegraad van -90 tot 90.")
	}
	if r.left--; r.left < 0 {
		r.fault("Deze geometrie heeft te veel posities. Vereenvoudig haar.")
	}
	return orb.Point{p[0], p[1]}
}

func (r *geoReader) points(b json.RawMessage, least int) []orb.Point {
	points := each(r, b, r.point)
	if len(points) < least {
		r.fault("Een lijn heeft ten minste twee posities.")
	}
	return points
}

func (r *geoReader) line(b json.RawMessage) orb.LineString {
	return r.points(b, 2)
}

func (r *geoReader) ring(b json.RawMessage) orb.Ring {
	ring := orb.Ring(r.points(b, 0))
	if len(ring) < 4 || !ring.Closed() {
		r.fault("De rand van een vlak heeft ten minste vier posities, en de laatste is gelijk aan de eerste.")
	}
	return ring
}

func (r *geoReader) polygon(b json.RawMessage) orb.Polygon {
	return each(r, b, r.ring)
}

// each reads a list of which no geometry may lack the first element.
func each[T any](r *geoReader, b json.RawMessage, read func(json.RawMessage) T) []T {
	var parts []json.RawMessage
	if json.Unmarshal(b, &parts) != nil || len(parts) == 0 {
		r.fault("De lijst coordinates is leeg of heeft niet de vorm die bij dit type hoort.")
		return nil
	}
	list := make([]T, 0, len(parts))
	for _, part := range parts {
		list = append(list, read(part))
		if r.reason != "" {
			return nil
		}
	}
	return list
}
