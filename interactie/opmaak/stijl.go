package opmaak

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// stijlmap is where styles and fonts lie. The name of a file holds the hash of its contents, so a browser keeps it for a year.
const stijlmap = "/stijl/"

// The plain styles are always there: a clone that was built without Node has nothing else.
//
//go:embed stijl/meent.css
var eigenStijl string

//go:embed stijl/plat.css
var platteStijl string

// The full styles are there when interactie/opmaak/stijl made them before the program was built.
//
//go:embed all:gebouwd
var gebouwd embed.FS

// bestand is a style or a font as it is sent.
type bestand struct {
	soort     string
	kaal, zip []byte
}

var (
	platteNaam                    = naamVan(platteStijl + eigenStijl)
	bestanden, stijlnaam, letters = leesStijl()
)

func naamVan(stijl string) string {
	sum := sha256.Sum256([]byte(stijl))
	return "plat." + hex.EncodeToString(sum[:6]) + ".css"
}

// VolledigeStijl says whether the program holds the full styles.
func VolledigeStijl() bool { return stijlnaam != platteNaam }

// PlatStijladres is the address of the plain styles, which are always there.
func PlatStijladres() string { return stijlmap + platteNaam }

// Stijladres is the address of the style sheet.
func Stijladres() string { return stijlmap + stijlnaam }

func leesStijl() (map[string]bestand, string, []string) {
	files := map[string]bestand{}
	name := ""
	var fonts []string
	_ = fs.WalkDir(gebouwd, "gebouwd", func(p string, _ fs.DirEntry, _ error) error { // what lies in the program can be read
		base := path.Base(p)
		body, err := gebouwd.ReadFile(p)
		switch {
		case err != nil:
		case strings.HasSuffix(base, ".css"):
			files[base], name = nieuwBestand("text/css; charset=utf-8", body), base
		case strings.HasSuffix(base, ".txt"):
			files[base] = nieuwBestand("text/plain; charset=utf-8", body)
		case strings.HasSuffix(base, ".woff2"):
			files[base] = bestand{soort: "font/woff2", kaal: body}
			if !strings.Contains(base, "-ext-") {
				fonts = append(fonts, stijlmap+base)
			}
		}
		return nil
	})
	plain := []byte(platteStijl + eigenStijl)
	files[platteNaam] = nieuwBestand("text/css; charset=utf-8", plain)
	if name == "" {
		name = platteNaam
	}
	return files, name, fonts
}

func nieuwBestand(soort string, body []byte) bestand {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(body)
	}
	if err != nil || w.Close() != nil {
		return bestand{soort: soort, kaal: body}
	}
	return bestand{soort: soort, kaal: body, zip: b.Bytes()}
}

func toonStijl(w http.ResponseWriter, r *http.Request) {
	koppen(w.Header())
	b, ok := bestanden[r.PathValue("bestand")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", b.soort)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	var body io.ReadSeeker = bytes.NewReader(b.kaal)
	if b.zip != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = bytes.NewReader(b.zip)
	}
	http.ServeContent(w, r, "", time.Time{}, body)
}
