package opmaak

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"

	"meent/integratie/zgw"
)

// Fout is a page that could not be shown, and what the visitor may do about it. A page returns one, or any other error.
type Fout struct {
	Status  int
	Sleutel string // of the words: Sleutel+".titel", ".wat", ".doen"; "": "fout." and the status
	Naar    string // where to go after logging in again; "": this page
	Uitleg  string // said beside the fixed words, in Dutch: the reason of a register
	Err     error  // what went wrong, for the log only
}

func (f *Fout) Error() string {
	text := fmt.Sprintf("page %d %s", f.Status, f.Sleutel)
	if f.Uitleg != "" {
		text += ": " + f.Uitleg
	}
	if f.Err != nil {
		text += ": " + f.Err.Error()
	}
	return text
}

func (f *Fout) Unwrap() error { return f.Err }

// sleutel is where the words are; a status without words of its own has those of its kind.
func (f *Fout) sleutel() string {
	key := f.Sleutel
	if key == "" {
		key = fmt.Sprintf("fout.%d", f.Status)
	}
	if tekst("nl", key+".titel") != key+".titel" {
		return key
	}
	if f.Status < 500 {
		return "fout.400"
	}
	return "fout.500"
}

// NietGevonden says that what the address names is not there.
func NietGevonden() error { return &Fout{Status: http.StatusNotFound} }

// Geweigerd says that this person may not, and why, in Dutch.
func Geweigerd(waarom string) error { return &Fout{Status: http.StatusForbidden, Uitleg: waarom} }

// foutVan makes of any error what is shown.
func foutVan(err error) *Fout {
	if f, ok := errors.AsType[*Fout](err); ok {
		return f
	}
	if large, ok := errors.AsType[*http.MaxBytesError](err); ok {
		f := &Fout{Status: http.StatusRequestEntityTooLarge, Err: err}
		if large.Limit >= 1<<20 {
			f.Uitleg = fmt.Sprintf("Hier past hoogstens %d MB.", large.Limit>>20)
		}
		return f
	}
	if p := problem(err); p != nil {
		return foutVanRegister(p, err)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return &Fout{Status: http.StatusServiceUnavailable, Err: err}
	}
	return &Fout{Status: http.StatusInternalServerError, Err: err}
}

// foutVanRegister keeps what a register says about who may what; that its own fault is not the visitor's is said as well.
func foutVanRegister(p *zgw.Problem, err error) *Fout {
	switch p.Status {
	case http.StatusBadRequest: // a button of a page that is older than what happened since; a form says this beside its fields
		if len(p.Invalid) > 0 {
			return &Fout{Status: http.StatusConflict, Uitleg: p.Invalid[0].Reason, Err: err}
		}
	case http.StatusForbidden, http.StatusConflict:
		return &Fout{Status: p.Status, Uitleg: p.Detail, Err: err}
	case http.StatusNotFound, http.StatusGone:
		return &Fout{Status: http.StatusNotFound, Err: err}
	case http.StatusPreconditionFailed:
		return &Fout{Status: http.StatusConflict, Err: err}
	case http.StatusTooManyRequests, http.StatusServiceUnavailable, http.StatusBadGateway, http.StatusGatewayTimeout:
		return &Fout{Status: http.StatusServiceUnavailable, Err: err}
	}
	return &Fout{Status: http.StatusInternalServerError, Err: err}
}

// foutblad is what the page about a fault shows.
type foutblad struct {
	Titel, Wat, Doen, Uitleg, Code    string
	Inlogtekst, Begintekst, Codetekst string
	Inloggen                          string // address to log in and come back
}

// fout shows the page about a fault. Never what the fault was in the program: that is in the log, under the code on the page.
func (s *Site) fout(v *Verzoek, err error) {
	if errors.Is(err, errKlaar) || v.klaar && errors.Is(v.Context().Err(), context.Canceled) {
		return
	}
	f := foutVan(err)
	code := rand.Text()[:6]
	if f.Status >= 500 {
		s.Log.Error("page", "code", code, "status", f.Status, "route", v.R.Pattern, "error", err)
	} else {
		s.Log.Info("page refused", "code", code, "status", f.Status, "route", v.R.Pattern, "error", err)
	}
	if v.klaar {
		return // half of it is with the visitor already
	}
	v.kiesTaal([]string{"nl", "en"})
	key := f.sleutel()
	data := foutblad{
		Titel: v.T(key + ".titel"), Wat: v.T(key + ".wat"), Doen: v.T(key + ".doen"), Uitleg: f.Uitleg, Code: code,
		Inlogtekst: v.T("inloggen"), Begintekst: v.T("fout.begin"), Codetekst: v.T("fout.code"),
	}
	if v.Persoon == nil && s.login != nil && f.Status < 500 && f.Status != http.StatusNotFound {
		data.Inloggen = "/inloggen"
		switch {
		case f.Naar != "":
			data.Inloggen += "?naar=" + url.QueryEscape(f.Naar)
		case v.R.Method == http.MethodGet && !strings.HasPrefix(v.R.URL.Path, "/inloggen"):
			data.Inloggen += "?naar=" + url.QueryEscape(v.R.URL.RequestURI())
		}
	}
	k := Kop{Titel: data.Titel, Status: f.Status, Talen: []string{"nl", "en"}, ZonderDoel: true}
	if err := v.Toon("fout", k, data); err != nil {
		s.Log.Error("page about a fault", "code", code, "error", err)
		s.kaal(v.W, http.StatusInternalServerError)
	}
}

// kaal is the page for when nothing else works: no session, no template.
func (s *Site) kaal(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	fmt.Fprint(w, `<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Meent werkt nu niet</title>`+
		`<link rel="stylesheet" href="`+Stijladres()+`"><body class="meent"><main class="meent-wrap" id="inhoud"><h1 class="nl-heading nl-heading--level-1">Meent werkt nu niet</h1>`+
		`<p>Er ging iets mis bij ons. Probeer het over een paar minuten opnieuw.</p></main>`)
}

func stack() string { return string(debug.Stack()) }
