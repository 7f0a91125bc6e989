// Package begin is what somebody sees who opens Meent in a browser: the first page, and a page for each fault that the APIs
// name in a problem document. It knows no register: what it shows is handed in.
package begin

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"net/http"
)

// Pagina is what the first page tells.
type Pagina struct {
	APIs []API // in the order in which they are shown
}

// API is one of the interfaces of this server.
type API struct {
	Titel, Omschrijving string
	Adres               string // without a slash at the end; openapi.json lies below it
}

//go:embed begin.css
var stijl string

//go:embed begin.html
var sjabloon string

var paginas = template.Must(template.New("").Funcs(template.FuncMap{
	"stijl": func() template.CSS { return template.CSS(stijl) }, // our own file, no visitor's words
}).Parse(sjabloon))

// beleid lets a page load nothing but its own style.
var beleid = func() string {
	hash := sha256.Sum256([]byte(stijl))
	return "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-" +
		base64.StdEncoding.EncodeToString(hash[:]) + "'"
}()

// Handler serves the first page at / and the pages about faults at /ref/fouten/{code}.
func Handler(p Pagina) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.begin)
	mux.HandleFunc("GET /ref/fouten/{code}", fout)
	return mux
}

func (p Pagina) begin(w http.ResponseWriter, _ *http.Request) { toon(w, http.StatusOK, "begin", p) }

func fout(w http.ResponseWriter, r *http.Request) {
	code := r.PathValue("code")
	for _, f := range fouten {
		if f.Code == code {
			toon(w, http.StatusOK, "fout", f)
			return
		}
	}
	toon(w, http.StatusNotFound, "geen-fout", struct {
		Code   string
		Fouten []Fout
	}{code, fouten})
}

// toon writes a page, whole or not at all.
func toon(w http.ResponseWriter, status int, naam string, inhoud any) {
	var page bytes.Buffer
	if err := paginas.ExecuteTemplate(&page, naam, inhoud); err != nil {
		http.Error(w, "De pagina kan niet worden getoond.", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", beleid)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(page.Bytes()) // the visitor went away: nobody is left to tell
}
