package voorbeeld

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// dossier is what the example makes at one go: a zaak, and sometimes another one that belongs to it.
type dossier struct {
	Nummer int
	Zaken  []*zaak
}

// zaak is a case as it was thought up: all that happens to it, up to today.
type zaak struct {
	Type                                     *zaaktype
	Identificatie, Omschrijving, Toelichting string
	Start                                    time.Time
	Kanaal                                   int // which of the communicatiekanalen
	Plaats                                   []float64
	Aanvrager, Behandelaar, Beslisser        persoon
	Vereniging                               string // instead of an aanvrager
	Anders                                   *rol   // somebody else who is involved
	Eigenschappen                            []string
	Verlenging                               dagen // 0: none
	Opgeschort                               string
	Gebeurtenissen                           []gebeurtenis
	Resultaat                                *resultaat // nil: not yet
	Hoofdzaak, Onderwerp                     *zaak      // the zaak of which it is a part, or that it is about
}

// gebeurtenis is a status, and the documents that come with it.
type gebeurtenis struct {
	Op         time.Time
	Status     int // place among those of the zaaktype
	Documenten []document
	Tekst      string
}

// periode is how far back the example goes.
const periode = 730

// bedenk thinks up a dossier. Those with low numbers are young, so that the newest cases come first.
func bedenk(nummer, van int, nu time.Time) *dossier {
	w := nieuweWorp(nummer, nu)
	ago := int(periode * math.Pow(float64(nummer-1)/float64(max(van, 1)), 1.7)) // more of late than of long ago
	w.start = nu.UTC().Truncate(24 * time.Hour)
	if ago > 0 {
		w.start = werkdag(w.start.AddDate(0, 0, -ago-2))
	}
	d := &dossier{Nummer: nummer}
	z := w.zaak(gewogen(w, zaaktypen, func(z *zaaktype) int { return z.Aandeel }))
	switch {
	case z.Type == &bezwaar:
		d.voeg(w.aanleiding(z), z)
	case z.Type == &verhuizing && w.kans(35):
		d.voeg(z, w.deelzaak(z))
	default:
		d.voeg(z)
	}
	return d
}

// voeg adds zaken in the order in which they are made, each with its number.
func (d *dossier) voeg(list ...*zaak) {
	for i, z := range list {
		z.Identificatie = identificatie(d.Nummer)
		if i > 0 {
			z.Identificatie += fmt.Sprintf("-%d", i+1)
		}
	}
	d.Zaken = list
}

func identificatie(nummer int) string { return fmt.Sprintf("VOORBEELD-%05d", nummer) }

// aanleiding is the refused parkeervergunning that a bezwaar is about.
func (w *worp) aanleiding(b *zaak) *zaak {
	terug := *w
	terug.start = werkdag(w.start.AddDate(0, 0, -56))
	z := terug.zaakMet(&parkeervergunning, 20, true)
	z.Aanvrager, z.Resultaat = b.Aanvrager, &parkeervergunning.Resultaten[1]
	b.Onderwerp = z
	return z
}

// deelzaak is the parkeervergunning for the new address of somebody who moves house. It ends before the verhuizing does.
func (w *worp) deelzaak(hoofd *zaak) *zaak {
	z := w.zaakMet(&parkeervergunning, 0, true)
	if !hoofd.gesloten() {
		z = w.zaakMet(&parkeervergunning, 40, true)
	}
	z.Aanvrager, z.Hoofdzaak = hoofd.Aanvrager, hoofd
	return z
}

// zaak thinks up a case that begins at w.start.
func (w *worp) zaak(t *zaaktype) *zaak { return w.zaakMet(t, w.looptijd(t), false) }

// looptijd is how many days a case takes: mostly between the servicenorm and the doorlooptijd, sometimes longer.
func (w *worp) looptijd(t *zaaktype) float64 {
	norm, wet := float64(t.Servicenorm), float64(t.Doorlooptijd)
	switch {
	case w.kans(14) && t.Verlenging > 0:
		return wet + w.Float64()*float64(t.Verlenging)
	case w.kans(5):
		return wet * (1.1 + w.Float64()/2)
	}
	return norm*(.4+.6*w.Float64()) + (wet-norm)*w.Float64()*.7
}

// zaakMet thinks up a case that takes so many days. A smooth one does not wait and is not opened again.
func (w *worp) zaakMet(t *zaaktype, looptijd float64, smooth bool) *zaak {
	z := &zaak{
		Type: t, Start: w.start, Kanaal: w.IntN(1 << 20), Aanvrager: w.inwoner(), Behandelaar: w.medewerker(), Beslisser: w.medewerker(),
		Omschrijving: "Voorbeeld: " + strings.ReplaceAll(een(w, t.Onderwerpen), "{straat}", w.adres()),
		Toelichting:  "Verzonnen zaak van de " + gemeente + ", gemaakt door Meent.",
	}
	if t.Vereniging {
		z.Vereniging = een(w, verenigingen)
	}
	if t.OpKaart {
		z.Plaats = w.plaats()
	}
	if len(t.Rollen) > 0 && w.kans(40) {
		z.Anders = &t.Rollen[w.IntN(len(t.Rollen))]
	}
	for _, e := range t.Eigenschappen {
		z.Eigenschappen = append(z.Eigenschappen, w.waarde(e))
	}
	if t.Verlenging > 0 && looptijd > float64(t.Doorlooptijd) {
		z.Verlenging = t.Verlenging
	}
	w.verloop(z, looptijd, smooth)
	return z
}

// verloop is what happened to a case up to now.
func (w *worp) verloop(z *zaak, looptijd float64, smooth bool) {
	last := len(z.Type.Statussen) - 1
	stuck := !smooth && z.Type.Opschorting && w.kans(9) // waits for the applicant, if it is young
	for i, s := range z.Type.Statussen {
		at := w.op(looptijd * (float64(i) + w.Float64()*.3*float64(min(i, last-i))) / float64(max(last, 1)))
		if i > 0 {
			at = later(at, z.Gebeurtenissen[i-1].Op.Add(20*time.Minute))
		}
		if i == 0 && at.After(w.nu) {
			at = w.nu.UTC().Add(-10 * time.Minute).Truncate(time.Second)
		}
		if at.After(w.nu) || stuck && i == last && w.nu.Sub(z.Start) < 150*24*time.Hour {
			break
		}
		z.Gebeurtenissen = append(z.Gebeurtenissen, gebeurtenis{Op: at, Status: i, Tekst: s.Toelichting, Documenten: w.documenten(z.Type, i)})
	}
	if !z.gesloten() {
		if stuck {
			z.Opgeschort = "Voorbeeld: wij wachten op gegevens van de aanvrager."
		}
		return
	}
	z.Resultaat = new(gewogen(w, z.Type.Resultaten, func(r resultaat) int { return r.Aandeel }))
	if !smooth {
		w.heropen(z)
	}
}

// heropen opens a few closed cases again.
func (w *worp) heropen(z *zaak) {
	last := z.Gebeurtenissen[len(z.Gebeurtenissen)-1]
	at := last.Op.Add(3 * 24 * time.Hour)
	if !w.kans(3) || last.Status < 2 || at.After(w.nu) {
		return
	}
	z.Gebeurtenissen = append(z.Gebeurtenissen, gebeurtenis{Op: at, Status: 1, Tekst: "Heropend: er kwam nieuwe informatie binnen."})
}

func (w *worp) documenten(t *zaaktype, status int) []document {
	var list []document
	for _, d := range t.Documenten {
		if d.Status == status+1 && w.kans(d.Kans) {
			list = append(list, d)
		}
	}
	return list
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// gesloten says whether a case has reached its last status.
func (z *zaak) gesloten() bool {
	for _, g := range z.Gebeurtenissen {
		if g.Status == len(z.Type.Statussen)-1 {
			return true
		}
	}
	return false
}

// heropend says whether a case was closed and is open again.
func (z *zaak) heropend() bool {
	return z.gesloten() && z.Gebeurtenissen[len(z.Gebeurtenissen)-1].Status < len(z.Type.Statussen)-1
}
