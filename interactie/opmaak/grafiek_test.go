package opmaak

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

func dagen(n int) time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n) }

var grafieken = map[string]Grafiek{
	"of a measure":                voorbeeldgrafiek(),
	"of a milestone":              voorbeeldmijlpaal(),
	"with too little":             voorbeeldWeinig(),
	"of one point":                {Titel: "Eén punt", Punten: []Meetpunt{{Op: dagen(0), Waarde: Waarde(3)}}},
	"of nothing that can be told": {Titel: "Niets", Punten: []Meetpunt{{Op: dagen(0)}, {Op: dagen(31)}}, Doel: Waarde(90)},
	"that does not move":          {Titel: "Vlak", Punten: []Meetpunt{{Op: dagen(0), Waarde: Waarde(5)}, {Op: dagen(40), Waarde: Waarde(5)}}, Band: &[2]float64{5, 5}, Groot: true},
	"below zero":                  {Titel: "<b>Onder</b> & nul", Punten: []Meetpunt{{Op: dagen(0), Waarde: Waarde(-5)}, {Op: dagen(40), Waarde: Waarde(5)}}, Eenheid: "<i>"},
}

var coordinaat = regexp.MustCompile(` (x|x1|x2|cx|y|y1|y2|cy|height|r)="(-?[\d.]+)(%?)"`)

// A chart stays on its board, says its conclusion, and needs nothing that the browser refuses.
func TestGrafiek(t *testing.T) {
	for name, g := range grafieken {
		svg := string(g.SVG())
		dec := xml.NewDecoder(strings.NewReader(svg))
		for {
			if _, err := dec.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v: %s", name, err, svg)
			}
		}
		for _, bad := range []string{"viewBox", "style=", "NaN", "Inf", "<b>", "<i>"} {
			if strings.Contains(svg, bad) {
				t.Errorf("%s has %s: %s", name, bad, svg)
			}
		}
		if !strings.Contains(svg, `role="img"`) || !strings.Contains(svg, "<title>") {
			t.Errorf("%s does not say what it shows", name)
		}
		for _, m := range coordinaat.FindAllStringSubmatch(svg, -1) {
			v, err := strconv.ParseFloat(m[2], 64)
			limit := 300.0
			if m[3] == "%" {
				limit = 100
			}
			if err != nil || v < 0 || v > limit {
				t.Errorf("%s: %s lies off the board: %s", name, m[0], svg)
			}
		}
	}
	if svg := (Grafiek{Titel: "Leeg"}).SVG(); svg != "" {
		t.Errorf("a chart of nothing is %s", svg)
	}
}

// The table beside a chart says all that the chart says.
func TestGrafiekAlsTabel(t *testing.T) {
	for name, g := range grafieken {
		table := g.Tabel()
		if len(table.Rijen) != len(g.Punten) {
			t.Errorf("%s: %d rows for %d points", name, len(table.Rijen), len(g.Punten))
		}
		for i, row := range table.Rijen {
			if len(row) != len(table.Koppen) {
				t.Errorf("%s: a row of %d cells under %d heads", name, len(row), len(table.Koppen))
			}
			if row[1] != g.Figuur(g.Punten[i].Waarde) {
				t.Errorf("%s: row %d says %s", name, i, row[1])
			}
		}
	}
	rows := voorbeeldmijlpaal().Tabel().Rijen
	if got := strings.Join(rows[0], "|"); got != "januari\u00a02026|57,5\u00a0%|tussen 52,0\u00a0% en 62,6\u00a0%|178 van 250 zaken|95\u00a0%" {
		t.Errorf("the first row is %s", got)
	}
	if last := rows[len(rows)-1]; last[len(last)-1] != "90\u00a0%" {
		t.Errorf("after the threshold was moved it is %s", last[len(last)-1])
	}
}

func TestTrend(t *testing.T) {
	svg := string(Trend{Waarden: append(reeks(1, 2, 3), nil), Doel: Waarde(4)}.SVG())
	if strings.Count(svg, "g-lijn") != 2 || strings.Count(svg, "g-doel") != 1 || !strings.Contains(svg, `aria-hidden="true"`) {
		t.Errorf("%s", svg)
	}
	if got := (Trend{Waarden: reeks(1)}).SVG(); got != "" {
		t.Errorf("one figure is no trend: %s", got)
	}
}

func TestRondeSchaal(t *testing.T) {
	for _, tc := range [][4]float64{{52, 95, 50, 100}, {0, 1, 0, 1}, {37, 46, 30, 50}, {100, 412, 0, 500}, {-3, 4, -5, 5}} {
		if lo, hi := rond(tc[0], tc[1]); lo > tc[0] || hi < tc[1] || hi-lo > 4*(tc[1]-tc[0]) {
			t.Errorf("%v…%v becomes %v…%v", tc[0], tc[1], lo, hi)
		}
	}
}

// A figure of the scale does not stand under the name of the target, and that name not on a point of which nothing is known.
func TestDoelEnSchaal(t *testing.T) {
	g := Grafiek{Titel: "Te laat", Groot: true, Eenheid: "zaken", Doel: Waarde(30)}
	for i := range 9 {
		g.Punten = append(g.Punten, Meetpunt{Op: dagen(31 * i), Waarde: Waarde(float64(12 + i))})
	}
	svg := string(g.SVG())
	if n := strings.Count(strings.ReplaceAll(svg, nbsp, " "), "30 zaken</text>"); n != 1 || !strings.Contains(svg, ">doel ") || !strings.Contains(strings.ReplaceAll(svg, nbsp, " "), ">20 zaken</text>") {
		t.Errorf("30 stands there %d times: %s", n, svg)
	}
	g.Doel, g.Punten = Waarde(50), []Meetpunt{{Op: dagen(0)}, {Op: dagen(31)}, {Op: dagen(62), Waarde: Waarde(100)}, {Op: dagen(93), Waarde: Waarde(100)}, {Op: dagen(124), Waarde: Waarde(0)}, {Op: dagen(155), Waarde: Waarde(0)}}
	p := g.vlak()
	if class, _, _ := g.doelplek(p, p.y(50)); class == "" {
		t.Error("the name of the target stands on the points of which nothing is known")
	}
}
