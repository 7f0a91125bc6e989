package browser

import (
	"testing"

	"meent/proef/proces"
)

// leeg are the pages of a municipality that has nothing yet.
var leeg = []bladzij{
	{naam: "kompas-leeg", rol: "programmamanager", pad: "/kaart"},
	{naam: "mijlpalen-leeg", rol: "programmamanager", pad: "/kaart/mijlpalen"},
	{naam: "dienstverlening-leeg", rol: "raadslid", pad: "/kaart/dienstverlening"},
	{naam: "raadsbrief-leeg", rol: "raadslid", pad: "/kaart/raadsbrief", papier: 1},
	{naam: "openbaar-leeg", pad: "/openbaar"},
}

func TestLeeg(t *testing.T) {
	proces.Asked(t)
	b := Find(t)
	m := proces.New(t, "", "MEENT_SIMULATOR=true", "MEENT_GEMEENTE=Gemeente Meerdam")
	m.Serve(t)
	for _, p := range leeg {
		t.Run(p.naam, func(t *testing.T) { p.bekijk(t, b, m) })
	}
}
