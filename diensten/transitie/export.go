package transitie

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"meent/diensten/auth"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// exportRoute is GET /export/{bestand}: stappen.csv and the other lists, and {uuid van de strategie}.json for a whole plan (§12).
func exportRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "GET " + Root + "/export/{bestand}", Scope: lezen, Handle: serveExport,
		Doc: rest.Doc{ID: "export_read", Summary: "Haal een lijst op als CSV (stappen.csv, kansen.csv, aanbod.csv, maten.csv, mijlpalen.csv, metingen.csv), of een hele strategie: als JSON ({uuid}.json) of al haar lijsten als CSV in een zip ({uuid}.zip).", Binary: true}})
}

func serveExport(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	if _, err := rest.Query(r); err != nil {
		return err
	}
	naam, soort, _ := strings.Cut(r.PathValue("bestand"), ".")
	switch l := lijstUit(uitLijsten, naam); {
	case soort == "csv" && l != nil:
		return exportLijst(c, w, l)
	case soort == "json" && zgw.URL("/"+naam).UUID() != "":
		return exportPlan(c, w, naam)
	case soort == "zip" && zgw.URL("/"+naam).UUID() != "":
		return exportZip(c, w, naam)
	}
	return rest.NotFound()
}

// exportLijst gives a list as a spreadsheet opens it: UTF-8 with its mark, semicolons.
func exportLijst(c *rest.Call, w http.ResponseWriter, l csvLijst) error {
	var out bytes.Buffer
	err := c.View(func() error {
		if _, err := magNu(c, Lezen, Voorwerp{Soort: "exports"}); err != nil {
			return err
		}
		return schrijfLijst(c, &out, l)
	})
	if err != nil {
		return err
	}
	bijlage(w, "text/csv; charset=utf-8", l.naam()+".csv")
	_, _ = w.Write(out.Bytes()) // the client went away: nobody is left to tell
	return nil
}

func schrijfLijst(c *rest.Call, out io.Writer, l csvLijst) error {
	if _, err := io.WriteString(out, "\ufeff"); err != nil {
		return err
	}
	cw := csv.NewWriter(out)
	cw.Comma = ';'
	if err := l.geef(c, cw.Write); err != nil {
		return err
	}
	cw.Flush()
	return cw.Error()
}

// exportZip gives all lists of a strategie in one file, as who asks may see them, of one moment.
func exportZip(c *rest.Call, w http.ResponseWriter, uuid string) error {
	var out bytes.Buffer
	err := c.View(func() error {
		if _, err := magNu(c, Lezen, Voorwerp{Soort: "exports"}); err != nil {
			return err
		}
		if _, err := Strategieen.Visible(c, uuid); err != nil {
			return err
		}
		z := zip.NewWriter(&out)
		for _, l := range uitLijsten {
			file, err := z.CreateHeader(&zip.FileHeader{Name: l.naam() + ".csv", Method: zip.Deflate, Modified: c.Now()})
			if err != nil {
				return err
			}
			if err := schrijfLijst(c, file, l); err != nil {
				return err
			}
		}
		return z.Close()
	})
	if err != nil {
		return err
	}
	bijlage(w, "application/zip", "strategie-"+uuid+".zip")
	_, _ = w.Write(out.Bytes()) // the client went away: nobody is left to tell
	return nil
}

// exportPlan gives a strategie with all that belongs to it, the frozen herijkingen too.
func exportPlan(c *rest.Call, w http.ResponseWriter, uuid string) error {
	var plan []byte
	err := c.View(func() error {
		if _, err := magNu(c, Lezen, Voorwerp{Soort: "exports"}); err != nil {
			return err
		}
		if !leesrecht(c, "strategieen").Allows(auth.Class(0, rangEigen, false)) {
			return rest.Denied("Een hele strategie gaat alleen naar wie alles mag zien. Deze client mag minder zien; haal de lijsten op die wel mogen.")
		}
		strategie := zgw.LocalURL(Strategieen.Path, uuid)
		if _, err := Strategieen.Get(c, strategie); errors.Is(err, rest.ErrUnknown) {
			return rest.NotFound()
		} else if err != nil {
			return err
		}
		var err error
		plan, err = planMetHerijkingen(c, strategie)
		return err
	})
	if err != nil {
		return err
	}
	bijlage(w, "application/json", "strategie-"+uuid+".json")
	_, _ = w.Write(bytes.ReplaceAll(plan, []byte(`"`+zgw.Marker), []byte(`"`+c.Site.BaseURL))) // the client went away: nobody is left to tell
	return nil
}

// planMetHerijkingen is a plan, and its earlier versions.
func planMetHerijkingen(c *rest.Call, strategie zgw.URL) ([]byte, error) {
	plan, err := planVan(c, strategie)
	if err != nil {
		return nil, err
	}
	dst := append([]byte(strings.TrimSuffix(string(plan), "}")), `,"herijkingen":[`...)
	id, err := c.ID(strategie)
	if err != nil {
		return nil, err
	}
	list, err := Herijkingen.Each(c, "strategie = $1", id)
	if err != nil {
		return nil, err
	}
	for i, h := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, rest.EncodeGroup(h)...)
	}
	dst = append(dst, "]}"...)
	if !json.Valid(bytes.ReplaceAll(dst, []byte(zgw.Marker), nil)) {
		return nil, fmt.Errorf("export of %s is no JSON", strategie.UUID())
	}
	return dst, nil
}

// bijlage says what a file is and what it is called.
func bijlage(w http.ResponseWriter, kind, naam string) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", `attachment; filename="`+naam+`"`)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
}
