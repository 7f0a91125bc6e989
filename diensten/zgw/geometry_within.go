package zgw

import (
	"bytes"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// Within says that the geometry lies in an area, as ST_Within of the OGC defines it: no part of it outside, and some part
// of it inside and not merely on the edge. The area is a Polygon or MultiPolygon; a Point holds equal points only.
// Degrees are read as a flat map, and nothing reaches across 180 degrees.
func (g Geometry) Within(polygon Geometry) bool { return polygon.Holder()(g) }

// Holder says of one geometry after the other whether it lies within this one, which is read only once.
func (g Geometry) Holder() func(Geometry) bool {
	within, fault := g.parse()
	if fault != "" {
		return func(Geometry) bool { return false }
	}
	if p, ok := within.(orb.Point); ok {
		return func(other Geometry) bool {
			shape, fault := other.parse()
			return fault == "" && onlyPoint(shape, p)
		}
	}
	a := area{bound: within.Bound()}
	a.add(within)
	return a.holdsText
}

// holdsText says whether a geometry lies inside, and reads the usual one, a point, without encoding/json.
func (a *area) holdsText(g Geometry) bool {
	var shape orb.Geometry
	if p, ok := g.plainPoint(); ok {
		if !a.bound.Contains(p) {
			return false
		}
		shape = p
	} else if parsed, fault := g.parse(); fault == "" {
		shape = parsed
	} else {
		return false
	}
	return len(a.polygons) > 0 && contains(a.bound, shape.Bound()) && a.holds(shape) == inside
}

// plainPoint reads a point as most clients write it; of all else it says nothing.
func (g Geometry) plainPoint() (orb.Point, bool) {
	rest, ok := bytes.CutPrefix(g, []byte(`{"type":"Point","coordinates":[`))
	if !ok {
		return orb.Point{}, false
	}
	rest, ok = bytes.CutSuffix(rest, []byte("]}"))
	x, y, two := bytes.Cut(rest, []byte(","))
	if !ok || !two {
		return orb.Point{}, false
	}
	lon, err := strconv.ParseFloat(string(bytes.TrimSpace(x)), 64)
	lat, err2 := strconv.ParseFloat(string(bytes.TrimSpace(y)), 64)
	good := err == nil && err2 == nil && math.Abs(lon) <= 180 && math.Abs(lat) <= 90
	return orb.Point{lon, lat}, good
}

func onlyPoint(shape orb.Geometry, p orb.Point) bool {
	b := shape.Bound()
	return b.Min == p && b.Max == p
}

func contains(outer, inner orb.Bound) bool {
	return outer.Contains(inner.Min) && outer.Contains(inner.Max)
}

// side is where something lies: partly outside, wholly on the edge, or inside, where part of it may touch the edge.
type side int

const (
	outside side = iota
	edge
	inside
)

// area is a set of polygons.
type area struct {
	polygons []orb.Polygon
	bound    orb.Bound
}

func (a *area) add(shape orb.Geometry) {
	switch s := shape.(type) {
	case orb.Polygon:
		a.polygons = append(a.polygons, s)
	case orb.MultiPolygon:
		a.polygons = append(a.polygons, s...)
	case orb.Collection:
		for _, part := range s {
			a.add(part)
		}
	}
}

func (a *area) holds(shape orb.Geometry) side {
	switch s := shape.(type) {
	case orb.Point:
		return a.point(s)
	case orb.MultiPoint:
		return all(s, a.point)
	case orb.LineString:
		return a.line(s)
	case orb.MultiLineString:
		return all(s, a.line)
	case orb.Polygon:
		return a.polygon(s)
	case orb.MultiPolygon:
		return all(s, a.polygon)
	case orb.Collection:
		return all(s, a.holds)
	}
	return outside
}

// all is where the parts lie together.
func all[T any](parts []T, where func(T) side) side {
	found := edge
	for _, part := range parts {
		s := where(part)
		if s == outside {
			return outside
		}
		found = max(found, s)
	}
	return found
}

func (a *area) point(p orb.Point) side {
	found := outside
	for _, polygon := range a.polygons {
		found = max(found, pointIn(polygon, p))
	}
	return found
}

func pointIn(polygon orb.Polygon, p orb.Point) side {
	for i, ring := range polygon {
		switch in := planar.RingContains(ring, p); {
		case onRing(ring, p):
			return edge
		case in != (i == 0):
			return outside
		}
	}
	return inside
}

func onRing(ring orb.Ring, p orb.Point) bool {
	if !ring.Bound().Contains(p) {
		return false
	}
	for i := 1; i < len(ring); i++ {
		if onSegment(ring[i-1], ring[i], p) {
			return true
		}
	}
	return false
}

func onSegment(s, e, p orb.Point) bool {
	return cross(s, e, p) == 0 && orb.MultiPoint{s, e}.Bound().Contains(p)
}

// cross is positive when p lies left of the line from s to e, and zero when it lies on it.
func cross(s, e, p orb.Point) float64 {
	return (e[0]-s[0])*(p[1]-s[1]) - (e[1]-s[1])*(p[0]-s[0])
}

func (a *area) line(line orb.LineString) side {
	found := edge
	for i := 1; i < len(line); i++ {
		s := a.segment(line[i-1], line[i])
		if s == outside {
			return outside
		}
		found = max(found, s)
	}
	return found
}

// segment cuts a segment wherever it meets an edge of the area. Each piece then lies wholly on one side, which its middle
// tells; a piece along an edge is known without, as the middle of it may fall beside the edge by rounding.
func (a *area) segment(s, e orb.Point) side {
	if s == e {
		return a.point(s)
	}
	cuts, along := a.cuts(s, e)
	found := edge
	for i := 1; i < len(cuts); i++ {
		from, to := cuts[i-1], cuts[i]
		middle := (from + to) / 2
		if to-from < 1e-9 || slices.ContainsFunc(along, func(p piece) bool { return p.from <= middle && middle <= p.to }) {
			continue
		}
		where := a.point(orb.Point{s[0] + middle*(e[0]-s[0]), s[1] + middle*(e[1]-s[1])})
		if where == outside {
			return outside
		}
		found = max(found, where)
	}
	return found
}

// piece is a part of a segment, in fractions of its length.
type piece struct{ from, to float64 }

func (a *area) cuts(s, e orb.Point) (cuts []float64, along []piece) {
	cuts = []float64{0, 1}
	bound := orb.MultiPoint{s, e}.Bound()
	for _, polygon := range a.polygons {
		for _, ring := range polygon {
			for i := 1; i < len(ring); i++ {
				p, ok := meet(s, e, bound, ring[i-1], ring[i])
				if !ok {
					continue
				}
				cuts = append(cuts, p.from, p.to)
				if p.to > p.from {
					along = append(along, p)
				}
			}
		}
	}
	slices.Sort(cuts)
	return cuts, along
}

// meet is the part of the segment from s to e that lies on the edge from p to q: mostly one point, or none.
func meet(s, e orb.Point, bound orb.Bound, p, q orb.Point) (piece, bool) {
	if !bound.Intersects(orb.MultiPoint{p, q}.Bound()) {
		return piece{}, false
	}
	sideP, sideQ := cross(s, e, p), cross(s, e, q)
	if sideP == 0 && sideQ == 0 {
		from, to := fraction(s, e, p), fraction(s, e, q)
		if from > to {
			from, to = to, from
		}
		from, to = max(from, 0), min(to, 1)
		return piece{from, to}, from <= to
	}
	if sideP > 0 && sideQ > 0 || sideP < 0 && sideQ < 0 {
		return piece{}, false
	}
	k := sideP / (sideP - sideQ)
	at := fraction(s, e, orb.Point{p[0] + k*(q[0]-p[0]), p[1] + k*(q[1]-p[1])})
	return piece{at, at}, 0 <= at && at <= 1
}

// fraction is how far along the segment from s to e a point on its line lies.
func fraction(s, e, p orb.Point) float64 {
	dx, dy := e[0]-s[0], e[1]-s[1]
	return ((p[0]-s[0])*dx + (p[1]-s[1])*dy) / (dx*dx + dy*dy)
}

// polygon lies in the area when all its edges do and it does not span a hole of the area.
func (a *area) polygon(polygon orb.Polygon) side {
	for _, ring := range polygon {
		if a.line(orb.LineString(ring)) == outside {
			return outside
		}
	}
	for _, around := range a.polygons {
		for _, hole := range around[1:] {
			if p, ok := pointInside(hole); ok && pointIn(polygon, p) == inside {
				return outside
			}
		}
	}
	return inside
}

// pointInside is a point in the inside of a ring: in the middle of the widest piece of a line that crosses it.
func pointInside(ring orb.Ring) (orb.Point, bool) {
	low, high := ring.Bound().Min[1], ring.Bound().Max[1]
	for _, p := range ring {
		if p[1] > low {
			high = min(high, p[1])
		}
	}
	y := (low + high) / 2
	var xs []float64
	for i := 1; i < len(ring); i++ {
		p, q := ring[i-1], ring[i]
		if (p[1] > y) != (q[1] > y) {
			xs = append(xs, p[0]+(y-p[1])/(q[1]-p[1])*(q[0]-p[0]))
		}
	}
	slices.Sort(xs)
	best, width := orb.Point{}, 0.0
	for i := 1; i < len(xs); i += 2 {
		if w := xs[i] - xs[i-1]; w > width {
			best, width = orb.Point{(xs[i] + xs[i-1]) / 2, y}, w
		}
	}
	return best, width > 0
}
