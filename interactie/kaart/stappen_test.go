package kaart_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// plan is a municipality with teams and steps in every group of §4.2.
type plan struct {
	*wereld
	balie, info string // uuids of teams
	balieURL    string
	stap        map[string]string // uuid by title
	stapURL     map[string]string
	kansVan     map[string]string
}

const api = "/transitie/api/v1"

func (w *wereld) maak(soort string, body map[string]any) map[string]any {
	w.t.Helper()
	return w.Root.Make(api+"/"+soort, body)
}

// metPlan makes the plan: five steps with a place, one whose door closes, one with energy, one bare title, one small trial, one idea.
func metPlan(w *wereld) *plan {
	w.t.Helper()
	p := &plan{wereld: w, stap: map[string]string{}, stapURL: map[string]string{}, kansVan: map[string]string{}}
	balie := w.maak("onderdelen", map[string]any{"naam": "Balie", "soort": "team", "urenPerMaand": 200})
	info := w.maak("onderdelen", map[string]any{"naam": "Informatie", "soort": "team"})
	p.balie, p.info, p.balieURL = balie["uuid"].(string), info["uuid"].(string), balie["url"].(string)
	maak := func(titel string, team any, more map[string]any) string {
		body := map[string]any{"titel": titel, "omvang": "middel", "doorlooptijdP80": 6}
		if team != nil {
			body["eigenaarTeam"] = team
		}
		for k, v := range more {
			body[k] = v
		}
		s := w.maak("stappen", body)
		p.stap[titel], p.stapURL[titel] = s["uuid"].(string), s["url"].(string)
		return p.stapURL[titel]
	}
	bied := func(stap string, team any, mensen, uren int, lagen ...string) {
		w.maak("aanbod", map[string]any{"stap": stap, "team": team, "mensen": mensen, "urenPerMaand": uren, "lagen": lagen, "doorWie": "Sanne Kok", "doorTeamleider": true})
	}
	over := func(maanden int) string { return time.Now().AddDate(0, maanden, 0).Format(time.DateOnly) }
	kans := func(stap, titel, soort string, sluit int) {
		k := w.maak("kansen", map[string]any{"titel": titel, "soort": soort, "sluit": over(sluit), "waarde": 0.8, "koppelingen": []any{map[string]any{"stap": stap}}})
		p.kansVan[titel] = k["uuid"].(string)
	}
	lagen := []string{"basis", "middenmanagement", "topmanagement"}
	status := maak("Status online volgen", balie["url"], nil)
	bied(status, balie["url"], 41, 80, append(lagen, "bestuur")...)
	kans(status, "Contract van de website loopt af", "contracteinde", 12)
	log := maak("Autorisatie en logging", info["url"], nil)
	bied(log, info["url"], 9, 18, lagen[:2]...)
	kans(log, "Nieuwe regel voor logging", "wet", 26)
	brp := maak("BRP-kopie uit", balie["url"], map[string]any{"afhankelijkheden": []any{map[string]any{"stap": log, "soort": "hard"}}})
	bied(brp, balie["url"], 24, 55, lagen...)
	kans(brp, "Contract van het gegevensmagazijn loopt af", "contracteinde", 7)
	docs := maak("Documenten-API", info["url"], nil)
	bied(docs, info["url"], 12, 30, lagen[:2]...)
	kans(docs, "Contract van het documentsysteem loopt af", "contracteinde", 13)
	mor := maak("Meldingen openbare ruimte", balie["url"], map[string]any{"afhankelijkheden": []any{map[string]any{"stap": docs, "soort": "hard"}}})
	bied(mor, balie["url"], 30, 39, lagen...)
	kans(mor, "Subsidie voor slimme meldingen", "geld", 5)
	telefoon := maak("Telefooncentrale vervangen", nil, nil)
	kans(telefoon, "Contract van de telefooncentrale loopt af", "contracteinde", 10)
	brieven := maak("Brieven in gewone taal", balie["url"], nil)
	bied(brieven, balie["url"], 8, 30, lagen[:2]...)
	p.stap["Archief opschonen"] = w.maak("stappen", map[string]any{"titel": "Archief opschonen"})["uuid"].(string)
	bellen := maak("Bellen in plaats van brief", balie["url"], map[string]any{"omvang": "klein", "omkeerbaar": true})
	bied(bellen, balie["url"], 7, 46, lagen[:2]...)
	return p
}

func TestStappen(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		manager := w.als("programmamanager", "")
		status, text := manager.haal("/kaart/stappen")
		if status != http.StatusOK || !strings.Contains(text, "Er zijn nog geen stappen") {
			t.Fatalf("empty: %d %s", status, text)
		}
		p := metPlan(w)
		for _, c := range []struct {
			naam, rol, team string
			wel, niet       []string
		}{
			{"the programme manager", "programmamanager", "", []string{
				"Deur gaat dicht", "Telefooncentrale vervangen", "/kaart/aanbod/nieuw?stap=" + p.stap["Telefooncentrale vervangen"], "Nog niet gepubliceerd",
				"Bekijk het voorstel en publiceer het", "Er is energie", "Loopt er een contract af?", "Nog niets bekend", "Archief opschonen",
				"Gewoon proberen", "Bellen in plaats van brief", "41 mensen, 80 uur per maand, 4 lagen", "Waarom hier?", "Stap toevoegen"}, []string{">Doe maar<"}},
			{"a team leader", "teamleider", p.balie, []string{">Doe maar<", "Wie trekt eraan?", "Stap voorstellen"}, []string{"publiceer het"}},
			{"a civil servant may not offer, and reads the question", "medewerker", "", []string{"Wie trekt eraan?", "/kaart/kansen/nieuw?stap=", "Stap voorstellen"}, []string{"/kaart/aanbod/nieuw", ">Doe maar<", "publiceer het"}},
			{"a council member reads", "raadslid", "", []string{"Deur gaat dicht", "De volgorde"}, []string{"Stap voorstellen", "/kaart/aanbod/nieuw", "/kaart/kansen/nieuw"}},
		} {
			t.Run(c.naam, func(t *testing.T) { w.als(c.rol, c.team).ziet(t, "/kaart/stappen", c.wel, c.niet) })
		}
		t.Run("§4.3: who waits for whom", func(t *testing.T) {
			_, text := manager.haal("/kaart/stappen")
			log, brp := strings.Index(text, ">Autorisatie en logging<"), strings.Index(text, ">BRP-kopie uit<")
			if log < 0 || brp < 0 || log > brp {
				t.Errorf("Autorisatie en logging stands at %d, BRP-kopie uit that waits for it at %d", log, brp)
			}
			if !regexp.MustCompile(`Team Informatie\. Stap \d wacht hierop\.`).MatchString(text) {
				t.Error("the page does not say that a step waits for Autorisatie en logging")
			}
		})
	})
}

// ziet opens a page that must be there, and looks for what it says and does not say.
func (b *bezoeker) ziet(t *testing.T, pad string, wel, niet []string) string {
	t.Helper()
	status, text := b.haal(pad)
	if status != http.StatusOK {
		t.Fatalf("GET %s: %d %s", pad, status, text)
	}
	zegt(t, pad, text, wel, niet)
	return text
}

func zegt(t *testing.T, pad, text string, wel, niet []string) {
	t.Helper()
	for _, want := range wel {
		if !strings.Contains(text, want) {
			t.Errorf("%s does not say %q", pad, want)
		}
	}
	for _, not := range niet {
		if strings.Contains(text, not) {
			t.Errorf("%s says %q", pad, not)
		}
	}
	if t.Failed() && testing.Verbose() {
		t.Log(text)
	}
}

// doet sends a form, and looks at what it ends on.
func (b *bezoeker) doet(t *testing.T, pad string, velden url.Values, status int, wel ...string) string {
	t.Helper()
	got, text := b.stuur(pad, velden)
	if got != status {
		t.Errorf("POST %s: %d, want %d", pad, got, status)
	}
	zegt(t, "POST "+pad, text, wel, nil)
	return text
}

func TestStapVoorstellen(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		p := metPlan(w)
		iemand, leider, raad := w.als("medewerker", ""), w.als("teamleider", p.balie), w.als("raadslid", "")
		iemand.ziet(t, "/kaart/stappen/nieuw", []string{"Wat wil je doen?", "Een titel is genoeg"}, []string{"Welk team"})
		iemand.doet(t, "/kaart/stappen/nieuw", url.Values{"waarom": {"Het duurt te lang"}}, 422, "Vul in: Wat wil je doen?", "Het duurt te lang")
		text := iemand.doet(t, "/kaart/stappen/nieuw", url.Values{"titel": {"Eén loket"}, "waarom": {"Mensen moeten nu drie keer langskomen."}, "wieMerktHet": {"Ondernemers"}}, 200,
			"Dank je wel", "Eén loket", "Idee", "Jouw voorstel ligt bij de teamleiders", "Wie het merkt: Ondernemers")
		id := regexp.MustCompile(`/kaart/stappen/([0-9a-f-]{36})/naar/gestopt`).FindStringSubmatch(text)
		if id == nil {
			t.Fatal("who proposed it cannot withdraw it")
		}
		pad := "/kaart/stappen/" + id[1]
		raad.doet(t, "/kaart/stappen/nieuw", url.Values{"titel": {"Mag niet"}}, 422, "Een stap voorstellen kan alleen", "Mag niet")
		leider.ziet(t, "/kaart/stappen/alle?toestand=idee", []string{"1 van de", "Eén loket"}, []string{"Archief opschonen"})
		leider.ziet(t, pad, []string{"Iemand stelt deze stap voor. Doet hij mee?", "Laten meedoen"}, nil)
		leider.ziet(t, pad+"/naar/kandidaat", []string{"Stap laten meedoen?", "Proef medewerker leest het antwoord bij de stap."}, nil)
		leider.doet(t, pad+"/naar/kandidaat", url.Values{"reden": {"Goed idee, doe mee."}}, 200, "De stap doet mee", "Doet mee")
		iemand.ziet(t, pad, []string{"Jouw voorstel doet mee", "Goed idee, doe mee.", "Proef teamleider"}, []string{"/wijzigen"})
		iemand.ziet(t, "/kaart/stappen/alle?van=mij", []string{"Eén loket"}, []string{"BRP-kopie uit"})
		iemand.doet(t, pad+"/wijzigen", url.Values{"titel": {"Anders"}, "versie": {"2"}}, 422, "kan alleen")
	})
}

func TestStapOvergangen(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		p := metPlan(w)
		manager, leider := w.als("programmamanager", ""), w.als("teamleider", p.balie)
		pad := "/kaart/stappen/" + p.stap["Brieven in gewone taal"]
		manager.ziet(t, pad, []string{"Doet mee", "Stoppen", "8 mensen, 30 uur per maand, 2 lagen", "Gezegd, niet gemeten", "Loopt er een contract af?"}, []string{"/naar/lopend"})
		manager.doet(t, pad+"/naar/gestopt", url.Values{"les": {"Te kort."}}, 422, "minstens 40 tekens", "Te kort.")
		les := "We moesten eerst de juristen meenemen, en dat deden we te laat."
		manager.doet(t, pad+"/naar/gestopt", url.Values{"les": {les}}, 200, "De stap is gestopt", "Wat ervan is geleerd", les)
		manager.doet(t, pad+"/naar/gestopt", url.Values{"les": {les}}, 200, "Dit kan niet meer")

		proef := "/kaart/stappen/" + p.stap["Bellen in plaats van brief"]
		manager.ziet(t, proef, nil, []string{">Doe maar</button>"})
		leider.ziet(t, proef, []string{">Doe maar</button>"}, nil)
		leider.doet(t, proef+"/doe-maar", nil, 200, "Je zei", "Doe maar: Proef teamleider", "Kan beginnen")
		leider.doet(t, proef+"/doe-maar", nil, 422, "Proef teamleider zei al")
		leider.ziet(t, proef+"/naar/lopend", []string{"Stap laten beginnen?", "Waarom nu?"}, nil)
		leider.doet(t, proef+"/naar/lopend", nil, 200, "De stap loopt.", "Opleveren")
		leider.doet(t, proef+"/naar/opgeleverd", nil, 422, "Vul in: Wat is er nu")
		leider.doet(t, proef+"/naar/opgeleverd", url.Values{"oplevering": {"Het belscript staat op intranet."}}, 200, "De stap is opgeleverd", "Het belscript staat op intranet.")
		w.als("raadslid", "").doet(t, pad+"/naar/gestopt", url.Values{"les": {les}}, 200, "Dit kan niet meer")
		text := manager.doet(t, "/kaart/stappen/nieuw", url.Values{"titel": {"Vergissing"}}, 200, "De stap staat erbij", "Vergissing")
		manager.doet(t, "/kaart/terug", terugVan(t, text), 200, "Het is weer zoals het was")
		manager.ziet(t, "/kaart/stappen/alle", nil, []string{"Vergissing"})
		w.als("raadslid", "").doet(t, "/kaart/stappen/"+p.stap["Documenten-API"]+"/naar/gestopt", url.Values{"les": {les}}, 422, "kan alleen", les)
	})
}

func TestStapWijzigen(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		p := metPlan(w)
		manager := w.als("programmamanager", "")
		pad := "/kaart/stappen/" + p.stap["Documenten-API"]
		text := manager.ziet(t, pad+"/wijzigen", []string{`value="Documenten-API"`, "Ongeveer 300 uur."}, nil)
		versie := regexp.MustCompile(`name="versie" value="(\d+)"`).FindStringSubmatch(text)[1]
		velden := url.Values{"titel": {"Documenten-API aan"}, "versie": {versie}, "omvang": {"klein"}, "eigenaarTeam": {p.balie}, "doorlooptijdP80": {"3"}, "omkeerbaar": {"ja"}}
		text = manager.doet(t, pad+"/wijzigen", velden, 200, "De stap is bewaard", "Ongedaan maken", "Documenten-API aan", "Team Balie", "terug te draaien")
		manager.doet(t, pad+"/wijzigen", velden, 422, "Iemand heeft deze stap net gewijzigd", "Documenten-API aan")
		manager.doet(t, "/kaart/terug", terugVan(t, text), 200, "Het is weer zoals het was", "Team Informatie", "<h1 class=\"nl-heading nl-heading--level-1\">Documenten-API</h1>")

		t.Run("an estimate of hours comes back, and what cannot go back says so", func(t *testing.T) {
			w.Root.Do("PATCH", api+pad[len("/kaart"):], map[string]any{"uren": map[string]any{"p50": 40, "p80": 90}})
			v := url.Values{"titel": {"Anders"}, "versie": {versieIn(t, manager, pad+"/wijzigen")}}
			text := manager.doet(t, pad+"/wijzigen", v, 200, "De stap is bewaard")
			back := terugVan(t, text)
			manager.doet(t, "/kaart/terug", back, 200, "Het is weer zoals het was")
			if got := fmt.Sprint(w.Root.Get(api + pad[len("/kaart"):])["uren"]); got != "map[p50:40 p80:90]" {
				t.Errorf("the estimate is %s", got)
			}
			v.Set("versie", versieIn(t, manager, pad+"/wijzigen"))
			back = terugVan(t, manager.doet(t, pad+"/wijzigen", v, 200))
			back.Set("inhoud", `{"titel":""}`)
			manager.doet(t, "/kaart/terug", back, 409, "Dit kan niet meer terug.", "Er is niets veranderd.")
		})
		t.Run("§4.2: a ring is refused in words", func(t *testing.T) {
			log := "/kaart/stappen/" + p.stap["Autorisatie en logging"]
			manager.ziet(t, log+"/wacht-op", []string{"Deze stap wacht nergens op"}, nil)
			manager.doet(t, log+"/wacht-op", url.Values{"stap": {p.stap["BRP-kopie uit"]}, "soort": {"hard"}}, 422, "Deze stap zou op zichzelf wachten", "wacht op")
			text := manager.doet(t, log+"/wacht-op", url.Values{"stap": {p.stap["Documenten-API"]}, "soort": {"zacht"}}, 200, "Toegevoegd waar de stap op wacht", "Handiger eerst")
			manager.doet(t, "/kaart/terug", terugVan(t, text), 200, "Deze stap wacht nergens op")
			brp := "/kaart/stappen/" + p.stap["BRP-kopie uit"]
			manager.doet(t, brp+"/wacht-op", url.Values{"weg": {p.stap["Autorisatie en logging"]}}, 200, "wacht daar niet meer op")
		})
		t.Run("a step helps at nothing yet", func(t *testing.T) {
			manager.ziet(t, pad+"/helpt-bij", []string{"Er zijn nog geen maten of mijlpalen"}, nil)
			maat := w.maak("maten", map[string]any{"naam": "Op tijd klaar", "sonde": "zgw.binnenTermijn"})["uuid"].(string)
			manager.ziet(t, pad+"/helpt-bij", []string{"Op tijd klaar"}, nil)
			text := manager.doet(t, pad+"/helpt-bij", url.Values{"doel-" + maat: {"sterk"}}, 200, "Bewaard waar de stap bij helpt", "Op tijd klaar", "helpt sterk")
			manager.ziet(t, pad+"/helpt-bij", []string{"Waar hij nu bij helpt (1)"}, []string{"Maten ("})
			manager.doet(t, pad+"/helpt-bij", url.Values{"doel-" + maat: {"enorm"}}, 422, "Kies een van de mogelijkheden.")
			manager.doet(t, "/kaart/terug", terugVan(t, text), 200, "Nog niet gezegd.")
		})
	})
}

// terugVan are the hidden fields of the undo button on a page.
func terugVan(t *testing.T, text string) url.Values {
	t.Helper()
	form := regexp.MustCompile(`(?s)<form method="post" action="/kaart/terug">(.*?)</form>`).FindStringSubmatch(text)
	if form == nil {
		t.Fatal("there is no undo button")
	}
	velden := url.Values{}
	for _, f := range regexp.MustCompile(`name="([a-z]+)" value="([^"]*)"`).FindAllStringSubmatch(form[1], -1) {
		velden.Set(f[1], strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&amp;", "&", "&lt;", "<", "&gt;", ">", "&#43;", "+").Replace(f[2]))
	}
	return velden
}

func TestAanbod(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		p := metPlan(w)
		manager, leider := w.als("programmamanager", ""), w.als("teamleider", p.balie)
		id := p.stap["Telefooncentrale vervangen"]
		leider.ziet(t, "/kaart/aanbod/nieuw?stap="+id, []string{"Wat kan je team geven?", "Telefooncentrale vervangen", "Alleen het aantal"}, []string{"Welk team?"})
		leider.doet(t, "/kaart/aanbod/nieuw?stap="+id, url.Values{"stap": {id}, "mensen": {"nul"}, "urenPerMaand": {"46"}}, 422, "Vul een getal in")
		text := leider.doet(t, "/kaart/aanbod/nieuw?stap="+id, url.Values{"stap": {id}, "mensen": {"7"}, "urenPerMaand": {"46"}, "lagen": {"basis", "middenmanagement"}}, 200,
			"7 mensen, 46 uur per maand, 2 lagen", "Gezegd door Proef teamleider", "Teamleiders en Medewerkers")
		leider.ziet(t, "/kaart/stappen", nil, []string{"Deur gaat dicht"})
		leider.doet(t, "/kaart/terug", terugVan(t, text), 200, "Nog niemand trekt eraan")
		w.als("medewerker", "").doet(t, "/kaart/aanbod/nieuw", url.Values{"stap": {id}, "mensen": {"7"}, "urenPerMaand": {"46"}}, 422, "geen teamleider van een team")
		text = manager.doet(t, "/kaart/aanbod/nieuw", url.Values{"stap": {id}, "team": {p.balie}, "doorWie": {"Joris"}, "mensen": {"3"}, "urenPerMaand": {"12"}}, 200, "telt half", "Gezegd door Joris")
		aanbod := regexp.MustCompile(`/kaart/aanbod/([0-9a-f-]{36})/wijzigen`).FindStringSubmatch(text)[1]
		manager.ziet(t, "/kaart/aanbod/"+aanbod+"/wijzigen", []string{`value="12"`, `value="Joris"`}, nil)
		manager.doet(t, "/kaart/aanbod/"+aanbod+"/wijzigen", url.Values{"doorWie": {"Joris"}, "mensen": {"4"}, "urenPerMaand": {"16"}}, 200, "4 mensen, 16 uur per maand", "Ongedaan maken")
		manager.doet(t, "/kaart/aanbod/"+aanbod+"/vernieuwen", nil, 200, "Het aanbod geldt weer, tot en met")
		text = manager.doet(t, "/kaart/aanbod/"+aanbod+"/intrekken", nil, 200, "Het aanbod is ingetrokken", "Nog niemand trekt eraan")
		manager.doet(t, "/kaart/terug", terugVan(t, text), 200, "4 mensen, 16 uur per maand")
	})
}

func TestVoorstel(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		manager, leider := w.als("programmamanager", ""), w.als("teamleider", "")
		manager.ziet(t, "/kaart/stappen/voorstel", []string{"Het eerste voorstel", "Nog geen stap heeft een plek"}, []string{"Volgorde publiceren"})
		p := metPlan(w)
		pad := "/kaart/stappen/voorstel"
		leider.ziet(t, pad, []string{"Het eerste voorstel", "BRP-kopie uit"}, []string{"Volgorde publiceren", "/verplaatsen"})
		text := manager.ziet(t, pad, []string{"Volgorde publiceren", "Een stap met de hand verplaatsen"}, nil)
		digest := func(text string) url.Values {
			return url.Values{"digest": regexp.MustCompile(`name="digest" value="([0-9a-f]+)"`).FindStringSubmatch(text)[1:2]}
		}
		oud := digest(text)
		leider.doet(t, pad, oud, 422, "kan alleen")
		manager.doet(t, pad, oud, 200, "De volgorde is gepubliceerd", "Gepubliceerd op", "door Proef programmamanager")
		manager.ziet(t, pad, []string{"Alle stappen staan nog op hun plek"}, nil)

		t.Run("§4.2: a move by hand has a reason in one line", func(t *testing.T) {
			move := url.Values{"stap": {p.stap["Meldingen openbare ruimte"]}, "plaats": {"1"}}
			manager.doet(t, pad+"/verplaatsen", move, 422, "Vul in: Waarom, in één regel?")
			move.Set("reden", "De wethouder heeft dit beloofd.")
			leider.doet(t, pad+"/verplaatsen", move, 422, "kan alleen", "De wethouder heeft dit beloofd.")
			manager.doet(t, pad+"/verplaatsen", move, 200, "Ongedaan maken", "‘De wethouder heeft dit beloofd.’", "met de hand verplaatst", "van plek veranderd")
			manager.doet(t, pad, oud, 422, "Het voorstel is net veranderd")
			manager.ziet(t, "/kaart/stappen", []string{"Er ligt een nieuw voorstel", "Bekijk het voorstel"}, nil)
			id := regexp.MustCompile(`name="id" value="([0-9a-f-]{36})"`).FindStringSubmatch(manager.ziet(t, pad, nil, nil))[1]
			text := manager.doet(t, pad+"/terugzetten", url.Values{"id": {id}}, 200, "De stap staat weer waar hij uit zichzelf staat", "Alle stappen staan nog op hun plek")
			manager.doet(t, "/kaart/terug", terugVan(t, text), 200, "‘De wethouder heeft dit beloofd.’")
			manager.doet(t, pad, digest(manager.ziet(t, pad, nil, nil)), 200, "Met de hand verplaatst.", "Reden: De wethouder heeft dit beloofd.")
		})
	})
}

func TestKansen(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		manager, iemand := w.als("programmamanager", ""), w.als("medewerker", "")
		manager.ziet(t, "/kaart/kansen", []string{"Er zijn nog geen kansen"}, nil)
		p := metPlan(w)
		text := manager.ziet(t, "/kaart/kansen", []string{"1 deur vraagt binnen 60 dagen om een begin", "Het laatste moment is voorbij", "Later", "Kans toevoegen", "Telefooncentrale vervangen"}, nil)
		if late, soon, later := strings.Index(text, "Subsidie voor"), strings.Index(text, "gegevensmagazijn"), strings.Index(text, "Nieuwe regel"); late > soon || soon > later {
			t.Errorf("the doors stand in another order than their last moments: %d %d %d", late, soon, later)
		}
		id := p.stap["Archief opschonen"]
		sluit := time.Now().AddDate(1, 0, 0).Format("02-01-2006")
		velden := url.Values{"stap": {id}, "soort": {"contracteinde"}, "titel": {"Het archiefcontract loopt af"}, "sluit": {"morgen"}, "inkooptijd": {"3"}, "waarde": {"0.9"}}
		manager.doet(t, "/kaart/kansen/nieuw", velden, 422, "Vul een datum in", "Het archiefcontract loopt af")
		velden.Set("sluit", sluit)
		text = manager.doet(t, "/kaart/kansen/nieuw", velden, 200, "De kans staat erbij. De deur sluit op", "Begin uiterlijk op", "Het archiefcontract loopt af")
		manager.ziet(t, "/kaart/stappen", []string{"Archief opschonen"}, nil)
		manager.doet(t, "/kaart/terug", terugVan(t, text), 200, "Nog geen kans bekend")

		t.Run("a colleague puts one forward", func(t *testing.T) {
			text := iemand.doet(t, "/kaart/kansen/nieuw", velden, 200, "Dank je wel")
			kans := regexp.MustCompile(`/kaart/kansen/[0-9a-f-]{36}`).FindString(text)
			manager.ziet(t, "/kaart/kansen", []string{"Voorgesteld door een collega"}, nil)
			iemand.ziet(t, kans, []string{"Voorgesteld", "Proef medewerker", "Wijzigen"}, []string{"Laten meetellen"})
			iemand.doet(t, kans+"/naar/open", nil, 422, "kan alleen")
			manager.doet(t, kans+"/naar/open", nil, 200, "De kans telt mee", "Open")
			manager.doet(t, kans+"/naar/vervallen", nil, 422, "Vul in: Waarom is de kans er niet meer?")
			manager.doet(t, kans+"/naar/vervallen", url.Values{"reden": {"Het contract is verlengd."}}, 200, "De kans is vervallen", "Het contract is verlengd.")
			manager.ziet(t, "/kaart/kansen?toon=alles", []string{"Voorbij, benut of vervallen"}, nil)
		})
		t.Run("steps are tied and loosened", func(t *testing.T) {
			kans := "/kaart/kansen/" + p.kansVan["Contract van de website loopt af"]
			manager.ziet(t, kans, []string{"Status online volgen", "0,80 van 1"}, nil)
			manager.doet(t, kans+"/stappen", url.Values{"stap": {id}, "fit": {"0.7"}}, 200, "De stap gebruikt deze kans.", "Archief opschonen", "Past grotendeels")
			text := manager.doet(t, kans+"/stappen", url.Values{"weg": {id}}, 200, "De stap gebruikt deze kans niet meer")
			manager.doet(t, "/kaart/terug", terugVan(t, text), 200, "Archief opschonen")
		})
		t.Run("a change keeps what is not asked", func(t *testing.T) {
			kans := "/kaart/kansen/" + p.kansVan["Contract van de website loopt af"]
			text := manager.ziet(t, kans+"/wijzigen", []string{"0,80 van 1", "Contract van de website loopt af"}, nil)
			versie := regexp.MustCompile(`name="versie" value="(\d+)"`).FindStringSubmatch(text)[1]
			manager.doet(t, kans+"/wijzigen", url.Values{"versie": {versie}, "soort": {"contracteinde"}, "titel": {"Websitecontract"}, "sluit": {sluit}, "waarde": {"0.8"}, "euro": {"120.000"}, "verplicht": {"ja"}}, 200,
				"De kans is bewaard", "Websitecontract", "€ 120.000", "verplicht", "Archief opschonen")
		})
	})
}

func TestKwadrant(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		manager := w.als("programmamanager", "")
		manager.ziet(t, "/kaart/kwadrant", []string{"Van geen stap zijn energie én kans bekend"}, []string{"<svg class=\"meent-kwadrant"})
		p := metPlan(w)
		text := manager.ziet(t, "/kaart/kwadrant", []string{
			"5 van de 9", "Nu doen", "Energie zoeken", "Klein proberen", "Laten rusten", "Cijfers als tabel", "Stap die wacht op een andere stap.",
			"een andere stap wacht erop", `role="group"`, "<desc"}, []string{"style="})
		for titel, id := range p.stap {
			in := strings.Contains(text, `href="#rij-`+id+`"`)
			if in != strings.Contains(text, `<li id="rij-`+id+`"`) {
				t.Errorf("%s is in the picture or in the lists, not in both", titel)
			}
		}
		label := regexp.MustCompile(`aria-label="(\d BRP-kopie uit, wacht op een andere stap\. Energie: 24 mensen, 55 uur per maand, 3 lagen; kans: [^"]+)"`).FindStringSubmatch(text)
		if label == nil {
			t.Error("the point of BRP-kopie uit does not say what the list says")
		}
	})
}

func TestUitvoer(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		metPlan(w)
		manager := w.als("programmamanager", "")
		manager.ziet(t, "/kaart/stappen/alle?sorteer=titel", []string{"/kaart/export/stappen.csv"}, nil)
		manager.ziet(t, "/kaart/export/stappen.csv", []string{"titel;", "BRP-kopie uit"}, nil)
		manager.ziet(t, "/kaart/export/kansen.csv", []string{"Subsidie voor slimme meldingen"}, nil)
		if status, text := manager.haal("/kaart/export/mensen.csv"); status != http.StatusNotFound || !strings.Contains(text, "<h1") {
			t.Errorf("a list that is none: %d", status)
		}
	})
}

// §15.2, scenario 4: a contract that ends in nine months moves a step to now, and the proposal says so.
func TestDeurGaatDicht(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		p := metPlan(w)
		manager := w.als("programmamanager", "")
		stap := w.maak("stappen", map[string]any{"titel": "Servicebus uit", "omvang": "middel", "doorlooptijdP80": 5})
		w.maak("aanbod", map[string]any{"stap": stap["url"], "team": p.balieURL, "mensen": 12, "urenPerMaand": 60, "lagen": []string{"basis", "bestuur"}, "doorWie": "Joris", "doorTeamleider": true})
		publiceer := func() string {
			text := manager.ziet(t, "/kaart/stappen/voorstel", nil, nil)
			digest := regexp.MustCompile(`name="digest" value="([0-9a-f]+)"`).FindStringSubmatch(text)[1]
			return manager.doet(t, "/kaart/stappen/voorstel", url.Values{"digest": {digest}}, 200, "De volgorde is gepubliceerd")
		}
		text := publiceer()
		if !regexp.MustCompile(`(?s)Er is energie.*Servicebus uit`).MatchString(text) {
			t.Error("a step with energy and no door does not stand under Er is energie")
		}
		id := stap["uuid"].(string)
		sluit := time.Now().AddDate(0, 9, 0).Format("02-01-2006")
		manager.doet(t, "/kaart/kansen/nieuw?stap="+id, url.Values{"stap": {id}, "soort": {"contracteinde"}, "titel": {"Contract van de servicebus loopt af"}, "sluit": {sluit}, "inkooptijd": {"3"}}, 200,
			"Begin uiterlijk op", "Contract van de servicebus loopt af")
		text = manager.ziet(t, "/kaart/stappen/voorstel", []string{"Servicebus uit", "geen plek"}, nil)
		if !regexp.MustCompile(`Servicebus uit</a></th><td role="cell"><span aria-hidden="true">Was: </span>geen plek</td><td role="cell"><span aria-hidden="true">Wordt: </span>\d, nu</td>`).MatchString(text) {
			t.Error("the proposal does not say that the step gets a place now")
		}
		manager.ziet(t, "/kaart/kansen", []string{"Begin binnen 60 dagen", "Contract van de servicebus loopt af"}, nil)
	})
}

// §15.2, scenario 3: a team leader presses Waarom hier? on S2 of the golden example (§4.3, offers only) and reads that S1 waits for it.
func TestWaaromHier(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		team := w.maak("onderdelen", map[string]any{"naam": "Informatie"})
		maat := w.maak("maten", map[string]any{"naam": "Op tijd klaar", "sonde": "zgw.binnenTermijn"})
		doel := w.maak("einddoelen", map[string]any{"zin": "Wie iets aanvraagt, krijgt op tijd antwoord.", "maten": []any{map[string]any{"maat": maat["url"], "richting": "hoger"}}})
		w.maak("strategieen", map[string]any{"titel": "Op tijd", "einddoel": doel["url"]})
		vandaag := time.Now()
		dag := func(dagen, maanden int) string {
			return vandaag.AddDate(0, 0, dagen).AddDate(0, maanden, 0).Format(time.DateOnly)
		}
		lagen := []string{"bestuur", "secretaris", "topmanagement", "middenmanagement", "basis"}
		// 120 hours in 6 months: 20 a month are needed, so that p × 20 are offered.
		stap := func(titel, sterkte string, mensen, uren, n int, hard ...any) any {
			body := map[string]any{"titel": titel, "uren": map[string]any{"p50": 120}, "doorlooptijdP80": 6, "eigenaarTeam": team["url"],
				"draagtBijAan": []any{map[string]any{"doel": maat["url"], "sterkte": sterkte}}}
			var eerst []any
			for _, h := range hard {
				eerst = append(eerst, map[string]any{"stap": h, "soort": "hard"})
			}
			if eerst != nil {
				body["afhankelijkheden"] = eerst
			}
			s := w.maak("stappen", body)["url"]
			w.maak("aanbod", map[string]any{"stap": s, "team": team["url"], "mensen": mensen, "urenPerMaand": uren, "lagen": lagen[:n], "doorWie": "Sanne Kok", "doorTeamleider": true})
			return s
		}
		kans := func(s any, soort string, waarde, fit float64, more map[string]any) {
			body := map[string]any{"titel": "Kans " + soort, "soort": soort, "waarde": waarde, "koppelingen": []any{map[string]any{"stap": s, "fit": fit}}}
			for k, v := range more {
				body[k] = v
			}
			w.maak("kansen", body)
		}
		s2 := stap("Autorisatie en logging", "zwak", 9, 6, 2)
		kans(s2, "wet", .6, .8, nil) // without an end: u = 0.3
		s1 := stap("BRP-kopie uit", "sterk", 24, 11, 3, s2)
		kans(s1, "contracteinde", .8, .9, map[string]any{"opent": dag(0, -12), "sluit": dag(0, 6)}) // u = 1
		kans(s1, "wet", .5, .6, map[string]any{"opent": dag(-200, 6), "sluit": dag(600, 6)})        // u = 0.4
		s3 := stap("Status online", "sterk", 41, 16, 4)
		kans(s3, "contracteinde", 1, 1, map[string]any{"opent": dag(0, -12), "sluit": dag(0, 6)})
		for _, titel := range []string{"Documenten-API", "Servicebus uit"} {
			kans(stap(titel, "geen", 4, 2, 1), "politiek", .5, .5, nil)
		}
		text := w.als("teamleider", "Informatie").ziet(t, "/kaart/stappen", []string{
			"Staat op 2: stap ‘BRP-kopie uit’ (0,50) wacht hierop; eigen score 0,13.", "0,75 × √(0,23 × 0,13)", "Helpt een beetje bij ‘Op tijd klaar’.",
		}, nil)
		for _, naam := range []string{"Doel", "Energie", "Kans", "Score"} {
			want := map[string]string{"Doel": "0,75", "Energie": "0,23", "Kans": "0,13", "Score": "0,13"}[naam]
			if !regexp.MustCompile(`(?s)Waarom hier\?<span class="meent-onzichtbaar"> Autorisatie en logging.*?<dt>` + naam + `</dt><dd class="meent-balken__getal">` + want + `</dd>`).MatchString(text) {
				t.Errorf("%s of Autorisatie en logging is not %s", naam, want)
			}
		}
	})
}
