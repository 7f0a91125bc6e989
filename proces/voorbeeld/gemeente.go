package voorbeeld

import "strconv"

// The municipality is invented, and lies in the Markermeer, where nobody lives. Its RSIN and the BSNs of its people are from
// the range that is never given out (99999....); all names say that they are examples.
const (
	gemeente = "Voorbeeldgemeente Meerdam"
	rsin     = "999993653"
	domein   = "MEERD"
)

// midden is the market square of Meerdam: longitude and latitude. The town is some two kilometres across.
var midden = [2]float64{5.2150, 52.5480}

// persoon is an inhabitant or an employee.
type persoon struct {
	Voorletters, Voornaam, Voorvoegsel, Achternaam string
	Geslacht                                       string // m, v or o
	BSN                                            string
	Geboren                                        string
	Nummer                                         string // of an employee
}

var voornamen = []struct{ naam, geslacht string }{
	{"Sanne", "v"}, {"Daan", "m"}, {"Fatima", "v"}, {"Mohammed", "m"}, {"Emma", "v"}, {"Lars", "m"}, {"Yara", "v"}, {"Sem", "m"},
	{"Aaltje", "v"}, {"Willem", "m"}, {"Noor", "v"}, {"Ravi", "m"}, {"Chantal", "v"}, {"Tariq", "m"}, {"Robin", "o"}, {"Hendrika", "v"},
	{"Jeroen", "m"}, {"Mei", "v"}, {"Bram", "m"}, {"Shanice", "v"}, {"Pieter", "m"}, {"Zeynep", "v"}, {"Koen", "m"}, {"Ingrid", "v"},
}

var achternamen = []struct{ voorvoegsel, naam string }{
	{"", "Voorbeeldsma"}, {"van den", "Voorbeeld"}, {"", "Voorbeeldink"}, {"ter", "Voorbeeld"}, {"", "Voorbeeldstra"}, {"de", "Voorbeelder"},
	{"el", "Voorbeeldi"}, {"", "Voorbeeldhuis"}, {"van", "Voorbeeldam"}, {"", "Voorbeeldmans"}, {"op het", "Voorbeeldt"}, {"", "Voorbeeldoglu"},
}

var straten = []string{
	"Voorbeeldkade", "Voorbeeldlaan", "Lange Voorbeeldstraat", "Korte Voorbeeldstraat", "Voorbeeldplein", "Voorbeeldsingel",
	"Oude Voorbeelddijk", "Voorbeeldhof", "Voorbeeldpad", "Nieuwe Voorbeeldweg",
}

var verenigingen = []string{
	"Voorbeeldvereniging Meerdams Mannenkoor", "Voorbeeldstichting Buurthuis De Steiger", "Voorbeeldvereniging VV Meerdam",
	"Voorbeeldstichting Filmhuis Het Want", "Voorbeeldvereniging Speeltuin De Boei", "Voorbeeldstichting Dijkfeesten",
}

var afdelingen = []string{"Voorbeeldteam Vergunningen", "Voorbeeldteam Burgerzaken", "Voorbeeldteam Openbare ruimte", "Voorbeeldteam Juridische zaken"}

// bsns are the numbers 999990000 to 999990999 that pass the elfproef.
var bsns = func() (list []string) {
	for n := 999990000; n < 999991000; n++ {
		sum, rest := 0, n
		for weight := 1; weight <= 9; weight++ {
			digit := rest % 10
			rest /= 10
			if weight == 1 {
				digit = -digit
			}
			sum += weight * digit
		}
		if sum%11 == 0 {
			list = append(list, strconv.Itoa(n))
		}
	}
	return list
}()
