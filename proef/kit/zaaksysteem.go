package kit

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"meent/diensten/transitie"
)

// Zaaksysteem is a register of another supplier of which the test says what is in it. It speaks the lists of the standard. Its one
// zaaktype is Kapvergunning (KAP), with a term of eight weeks and no servicenorm.
type Zaaksysteem struct {
	Zaken []any
	stuk  *transitie.BronFout // what it answers while it is broken
	motor *transitie.Motor
	s     *Server
}

const kapSoort = "https://register.example/catalogi/api/v1/zaaktypen/11111111-1111-4111-8111-111111111111"

// Zaaksysteem makes the measures of a server read such a register, whatever address they are given.
func (s *Server) Zaaksysteem() *Zaaksysteem {
	s.t.Helper()
	z := &Zaaksysteem{s: s}
	z.motor = transitie.NewMotor(s.Site, func(transitie.Verbinding) (transitie.Bron, error) { return z, nil })
	return z
}

// Ronde lets the measures do all that is due now.
func (z *Zaaksysteem) Ronde() {
	z.s.t.Helper()
	if err := z.motor.Ronde(z.s.t.Context()); err != nil {
		z.s.t.Fatal(err)
	}
}

// Vul puts a thousand cases in it, two a day until a day, of which nine of ten took 30 days and one 70.
func (z *Zaaksysteem) Vul(today time.Time) {
	for i := range 1000 {
		start := today.AddDate(0, 0, -i/2-1)
		days := 30
		if i%10 == 0 {
			days = 70
		}
		one := map[string]any{
			"url":      fmt.Sprintf("https://register.example/zaken/api/v1/zaken/00000000-0000-4000-8000-%012d", i),
			"zaaktype": kapSoort, "startdatum": start.Format(time.DateOnly), "einddatum": nil, "uiterlijkeEinddatumAfdoening": nil,
		}
		if end := start.AddDate(0, 0, days); end.Before(today) {
			one["einddatum"] = end.Format(time.DateOnly)
		}
		z.Zaken = append(z.Zaken, one)
	}
}

// Haal answers a list.
func (z *Zaaksysteem) Haal(_ context.Context, _ transitie.API, pad string) (transitie.Antwoord, error) {
	if z.stuk != nil {
		return transitie.Antwoord{}, z.stuk
	}
	list := []any{}
	pad, _, _ = strings.Cut(pad, "?")
	switch pad {
	case "/zaaktypen":
		list = []any{map[string]any{"url": kapSoort, "identificatie": "KAP", "omschrijving": "Kapvergunning", "doorlooptijd": "P56D"}}
	case "/zaken":
		list = append(list, z.Zaken...)
	case "/resultaattypen", "/resultaten":
	default:
		return transitie.Antwoord{}, &transitie.BronFout{Status: 404, Tekst: "geen lijst " + pad}
	}
	body, err := json.Marshal(map[string]any{"count": len(list), "next": nil, "results": list})
	return transitie.Antwoord{Body: body, Versie: "1.0.0"}, err
}

// Abonneer says yes and sends nothing.
func (z *Zaaksysteem) Abonneer(context.Context, transitie.Abonnement) error { return nil }

// Breek has it answer nothing but a fault.
func (z *Zaaksysteem) Breek(status int, tekst string) {
	z.stuk = &transitie.BronFout{Status: status, Tekst: tekst}
}
