package transitie_test

import (
	"strings"
	"testing"
)

// geheim stands in every object of TestOnder.
const geheim = "Nog niemand mag dit weten"

// onder makes an object of each kind, that only the own organisation sees.
func (w *wereld) onder() map[string]string {
	toets := w.maak("toetsen", "naam", geheim, "sonde", "zgw.achterstand", "drempel", velden("op", "<=", "waarde", 5))
	stap := w.maak("stappen", "titel", geheim)
	return map[string]string{
		"organisaties":   w.maak("organisaties", "naam", geheim),
		"onderdelen":     w.maak("onderdelen", "naam", geheim),
		"einddoelen":     w.maak("einddoelen", "zin", geheim),
		"strategieen":    w.maak("strategieen", "titel", geheim),
		"stappen":        stap,
		"kansen":         w.maak("kansen", "titel", geheim, "soort", "geld"),
		"aanbod":         w.maak("aanbod", "stap", stap, "team", w.buurt, "mensen", 2, "urenPerMaand", 8, "doorWie", geheim),
		"zorgen":         w.maak("zorgen", "over", stap, "tekst", geheim),
		"kadervragen":    w.maak("kadervragen", "over", stap, "vraag", geheim),
		"uitspraken":     w.maak("uitspraken", "tekst", geheim, "verwijzing", "college", "laag", "bestuur"),
		"deellinks":      w.maak("deellinks", "over", stap, "voor", geheim),
		"verplaatsingen": w.maak("verplaatsingen", "stap", stap, "plaats", 1, "reden", geheim),
		"volgorde":       w.Root.Make(root+"/volgorde/berekenen", nil)["url"].(string),
		"imports":        w.maak("imports", "soort", "stappen", "bestandsnaam", geheim, "inhoud", "titel\nEen stap\n"),
		"importproeven":  root + "/importproeven/" + w.Root.Make(root+"/importproeven", velden("soort", "stappen", "inhoud", "titel\n"+geheim+"\n"))["uuid"].(string),
		"registers":      w.maak("registers", "naam", geheim, "eigen", true),
		"maten":          w.maak("maten", "naam", geheim, "sonde", "zgw.achterstand"),
		"toetsen":        toets,
		"vrijstellingen": w.maak("vrijstellingen", "toets", toets, "reden", geheim, "tot", "2027-01-15"),
		"mijlpalen":      w.maak("mijlpalen", "titel", geheim, "toetsen", []any{velden("toets", toets)}),
	}
}

// Who may not see an object (§1.1) sees and does nothing at an address below it either: /overgangen, /uitleg, /bewijs, /reeks,
// /metingen, /meten and whatever else there is.
func TestOnder(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		adressen := w.onder()
		zien := map[string]string{
			"organisaties": collegas + "beheerder", "onderdelen": collegas + "beheerder", "registers": collegas + "beheerder",
			"imports": "teamleider programmamanager", "importproeven": "teamleider programmamanager",
		}
		beneden := map[string][]string{} // by kind: "GET /uitleg"
		for _, rt := range w.Routes() {
			method, path, _ := strings.Cut(rt.Pattern, " ")
			collection, below, is := strings.Cut(path, "/{uuid}/")
			if soort, ours := strings.CutPrefix(collection, root+"/"); is && ours && !rt.Open {
				beneden[soort] = append(beneden[soort], method+" /"+below)
			}
		}
		if len(beneden) < 10 {
			t.Fatalf("addresses below objects: %v", beneden)
		}
		for soort, list := range beneden {
			if adressen[soort] == "" {
				t.Errorf("the world has no %s, for %v", soort, list)
				continue
			}
			mag := collegas
			if zien[soort] != "" {
				mag = zien[soort]
			}
			for _, rol := range rollen {
				if staatIn(mag, rol) {
					continue
				}
				c := w.als(rol)
				for _, one := range list {
					method, below, _ := strings.Cut(one, " ")
					a := c.Do(method, adressen[soort]+below, naar("nergens", "tekst", "Zo is het.", "tot", "2026-12-31"))
					if a.Status != 403 || strings.Contains(string(a.Body), geheim) {
						t.Errorf("§1.1 %s: %s of a %s: %d %.300s", rol, one, soort, a.Status, a.Body)
					}
				}
			}
		}
		if a := w.Anonymous().Do("POST", adressen["registers"]+"/berichten", map[string]any{}); a.Status != 403 {
			t.Errorf("a notification without the secret: %d %s", a.Status, a.Body)
		}
		if a := w.Anonymous().Do("POST", root+"/registers/11111111-2222-4333-8444-555555555555/berichten", map[string]any{}); a.Status != 404 {
			t.Errorf("a notification of no register: %d %s", a.Status, a.Body)
		}
	})
}
