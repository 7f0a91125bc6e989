package transitie

import (
	"context"
	"fmt"
	"net/http"
)

// Bron is a source of cases: the registers of a municipality, of whatever supplier, through nothing but the lists of the
// standard. cmd/meent has two: in memory for our own registers, over HTTP for another supplier's. A Bron is gentle: it keeps
// to the numbers of its Verbinding, and it tries again by itself when a server is busy.
type Bron interface {
	// Haal reads a path below the base address of an API ("/zaken?page=2"). Nothing else is ever read, so that a token never
	// reaches another server than the one it was made for. A refusal is a *BronFout.
	Haal(ctx context.Context, api API, pad string) (Antwoord, error)
	// Abonneer asks an API for notifications. It is the one thing that Meent writes in a register of another supplier, and
	// only when the administrator asks for it.
	Abonneer(ctx context.Context, a Abonnement) error
}

// API is one of the standard's interfaces that are read.
type API string

// The APIs of a register.
const (
	apiZaken        API = "zaken"
	apiCatalogi     API = "catalogi"
	apiNotificaties API = "notificaties"
	apiAutorisaties API = "autorisaties"
)

// Antwoord is what a register said.
type Antwoord struct {
	Body   []byte
	Versie string // of the API, as its header API-version says; "" when it does not
}

// Abonnement is what Meent asks to hear: where, with which secret in the header Authorization, on which channel.
type Abonnement struct{ Callback, Auth, Kanaal string }

// Verbinding is all that is needed to reach the registers of one supplier.
type Verbinding struct {
	Eigen        bool // the registers of this Meent, in memory
	Toegang      map[API]Toegang
	Gelijktijdig int     // how many requests at once
	PerSeconde   float64 // how many requests a second at most
}

// Toegang is where an API is, and as whom Meent reads it.
type Toegang struct{ BaseURL, ClientID, Secret string }

// BronFout is why a register gave no answer. Status is 0 when the server could not be reached.
type BronFout struct {
	Status int
	Code   string // of the problem that the register told, if it did
	Tekst  string // in Dutch, for people
}

func (e *BronFout) Error() string { return e.Tekst }

// geenRecht says whether the client may not read this: trying again is of no use until an administrator does something.
func (e *BronFout) geenRecht() bool {
	return e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden
}

// weg says that there is nothing (any more) at an address.
func (e *BronFout) weg() bool { return e.Status == http.StatusNotFound || e.Status == http.StatusGone }

// onleesbaar is an answer that is not what the standard says it is.
func onleesbaar(api API, pad, wat string) *BronFout {
	return &BronFout{Status: http.StatusOK, Code: "onleesbaar", Tekst: fmt.Sprintf("Het register antwoordt op %s%s niet zoals de standaard zegt: %s.", api, zonderVraag(pad), wat)}
}
