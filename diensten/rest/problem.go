package rest

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/google/uuid"
)

// A Fault is one field that is at fault in what a client sent (G-11): its name as a camelCase path with dots and indexes
// ("verlenging.duur", "kenmerken.0.bron"), the standard's code (G-14) and a Dutch sentence that says what to do.
type Fault struct {
	// Het veld waar het om gaat: een pad met punten en nummers, of nonFieldErrors.
	Name string `json:"name"`
	// De code van de fout, voor programma's.
	Code string `json:"code"`
	// Wat er mis is en wat eraan te doen is.
	Reason string `json:"reason"`
}

// A Problem is what a client gets when its request is refused: an RFC 7807 document with the standard's codes (G-10).
type Problem struct {
	// Een adres dat bij de soort fout hoort.
	Type string `json:"type"`
	// De code van de fout, voor programma's.
	Code string `json:"code"`
	// De soort fout in woorden.
	Title string `json:"title"`
	// De HTTP-status.
	Status int `json:"status"`
	// Wat er mis is en wat eraan te doen is.
	Detail string `json:"detail"`
	// Het kenmerk van dit ene antwoord.
	Instance string `json:"instance"`
	// De velden die niet kloppen.
	Invalid []Fault `json:"invalidParams,omitempty"`
}

func (p *Problem) Error() string {
	return fmt.Sprintf("%d %s: %s %v", p.Status, p.Code, p.Detail, p.Invalid)
}

// titles are the problems of the standard (G-13): code, and a Dutch title for people.
var titles = map[string]string{
	"invalid":                  "Ongeldige invoer.",
	"parse_error":              "Het verzoek kan niet worden gelezen.",
	"not_authenticated":        "Geen geldige authenticatie.",
	"permission_denied":        "Geen toestemming.",
	"not_found":                "Niet gevonden.",
	"method_not_allowed":       "Methode niet toegestaan.",
	"not_acceptable":           "Gevraagde vorm niet beschikbaar.",
	"conflict":                 "Conflict met de huidige stand.",
	"gone":                     "Bestaat niet meer.",
	"precondition_failed":      "Aan een voorwaarde is niet voldaan.",
	"request_entity_too_large": "Het verzoek is te groot.",
	"unsupported_media_type":   "Vorm van het verzoek niet ondersteund.",
	"throttled":                "Te veel verzoeken.",
	"error":                    "Er ging iets mis.",
}

// NewProblem makes a problem with one of the standard's codes (G-13), or another whose title the detail then is.
func NewProblem(status int, code, detail string) *Problem {
	title := titles[code]
	if title == "" {
		title = detail
	}
	return &Problem{Code: code, Title: title, Status: status, Detail: detail}
}

// Invalid is the problem for one fault that needs no further search: 400, code "invalid".
func Invalid(name, code, reason string) *Problem {
	return invalid([]Fault{{name, code, reason}})
}

func invalid(faults []Fault) *Problem {
	p := NewProblem(http.StatusBadRequest, "invalid", "Een of meer velden zijn niet juist; zie invalidParams.")
	p.Invalid = faults
	return p
}

// Denied is the problem for a client that may not do this (403, zrc-006 and its like).
func Denied(detail string) *Problem {
	return NewProblem(http.StatusForbidden, "permission_denied", detail)
}

// NotFound is the problem for an address where nothing is.
func NotFound() *Problem {
	return NewProblem(http.StatusNotFound, "not_found", "Op dit adres is niets gevonden. Controleer het adres, of het object is verwijderd.")
}

// write sends the problem.
func (p *Problem) write(w http.ResponseWriter, s *Site) {
	out := *p
	out.Type = s.BaseURL + "/ref/fouten/" + p.Code
	out.Instance = "urn:uuid:" + uuid.NewString()
	body, err := json.Marshal(out)
	if err != nil {
		body = []byte(`{"status":500,"code":"error","title":"Er ging iets mis."}`)
	}
	h := w.Header()
	h.Del("Content-Length")
	h.Del("ETag")
	h.Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_, _ = w.Write(body) // the client went away: nobody is left to tell
}
