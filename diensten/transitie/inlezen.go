package transitie

import (
	"encoding/json"
	"fmt"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/transitie/invoer"
	"meent/diensten/zgw"
)

// inlezen is an import while it runs: what came of it so far, and what its rows may name.
type inlezen struct {
	c *rest.Call
	*Import
	gemaakt     []*rest.Stored
	gemaaktHier map[zgw.URL]bool
	bijgewerkt  map[zgw.URL]bool
	hier        map[string]zgw.URL // addresses that a list names, of another register too, and what they became here
	doel        map[string]zgw.URL // maten and mijlpalen by address, code, name and title; nil: not read yet
	regelVan    map[zgw.URL]int    // which line was about an object
	meld        func(gedaan, totaal int)
}

// maxFouten is how many faults a report tells one by one.
const maxFouten = 500

func (in *inlezen) fout(regel int, kolom, code, reden string) {
	in.FoutenTotaal++
	if len(in.Fouten) < maxFouten {
		in.Fouten = append(in.Fouten, ImportFout{regel, kolom, code, reden})
	}
}

// vreemdAdres is the address of an issue in a tracker, or of a step in another register: by it the step is found again. One of
// our own says which step it is, and is no member.
func (in *inlezen) vreemdAdres(cel string) (any, error) {
	if eigenAdres(in.c, cel) != "" {
		return nil, nil
	}
	return cel, nil
}

// stapVanRij finds the step that a row is about: by its own address, by where it stands in another system, or by its title.
func (in *inlezen) stapVanRij(cel func(string) string) (zgw.URL, error) {
	if url, err := in.bestaand(cel("url"), "stappen"); url != "" || err != nil {
		return url, err
	}
	verwijzing := cel("verwijzing")
	if verwijzing == "" && eigenAdres(in.c, cel("url")) == "" {
		verwijzing = cel("url")
	}
	if verwijzing != "" {
		if url, err := in.een(Stappen.Path, "stappen", "er staat al meer dan één stap met deze verwijzing", "verwijzing = $1", verwijzing); url != "" || err != nil {
			return url, err
		}
	}
	url, err := in.een(Stappen.Path, "stappen", "er zijn al meer stappen die zo heten. Zet in de kolom url welke het is", "titel_zoek = $1", rest.Fold(cel("titel")))
	if url == "" || err != nil || verwijzing == "" {
		return url, err
	}
	stap, err := Stappen.Get(in.c, url)
	if err != nil {
		return "", err
	}
	if stap.Verwijzing != "" && stap.Verwijzing != verwijzing { // another issue with the same title
		return "", nil
	}
	return url, nil
}

// kansVanRij finds the kans that a row is about: by its address, or by its soort and title.
func (in *inlezen) kansVanRij(cel func(string) string) (zgw.URL, error) {
	if url, err := in.bestaand(cel("url"), "kansen"); url != "" || err != nil {
		return url, err
	}
	soort := cel("soort")
	if soort == "" {
		soort = "contracteinde"
	}
	return in.een(Kansen.Path, "kansen", "er zijn al meer kansen die zo heten. Zet in de kolom url welke het is", "soort = $1 and titel_zoek = $2", soort, rest.Fold(cel("titel")))
}

// aanbodVanRij finds the aanbod that a row is about: by its address, or the one of the same team for the same step that holds.
func (in *inlezen) aanbodVanRij(cel func(string) string) (zgw.URL, error) {
	if url, err := in.bestaand(cel("url"), "aanbod"); url != "" || err != nil {
		return url, err
	}
	var ids []any
	for _, find := range []func() (zgw.URL, error){
		func() (zgw.URL, error) { return in.stapMet(cel("stap")) },
		func() (zgw.URL, error) { return onderdeelMet(in.c, cel("team")) },
	} {
		url, err := find()
		if err != nil {
			return "", err
		}
		id, err := in.c.ID(url)
		if err != nil {
			return "", err
		}
		ids = append(ids, id)
	}
	return in.een(Aanboden.Path, "aanbod", "dit team biedt al meer dan eens iets aan voor deze stap. Zet in de kolom url welk aanbod het is", "stap = $1 and team = $2 and toestand = 'geldig'", ids...)
}

// maatVanRij finds the maat that a row is about: by its address or name.
func (in *inlezen) maatVanRij(cel func(string) string) (zgw.URL, error) {
	if url, err := in.bestaand(cel("url"), "maten"); url != "" || err != nil {
		return url, err
	}
	return in.een(Maten.Path, "maten", "er zijn al meer maten die zo heten. Zet in de kolom url welke het is", "naam = $1 and toestand <> 'vervangen'", cel("naam"))
}

// bestaand is the object of ours at an address in a list, or "".
func (in *inlezen) bestaand(cel, soort string) (zgw.URL, error) {
	if url := in.hier[cel]; cel != "" && url != "" {
		return url, nil
	}
	url := eigenAdres(in.c, cel)
	if url == "" || !in.c.Is(url, soort) {
		return "", nil
	}
	return url, nil
}

// een is the one object that a condition finds, or "". With more it is not known which one is meant.
func (in *inlezen) een(path, table, meer, where string, args ...any) (zgw.URL, error) {
	var found []zgw.URL
	for row, err := range in.c.Tx.Query("select uuid from "+table+" where "+where+" limit 2", args...) {
		if err != nil {
			return "", err
		}
		found = append(found, zgw.LocalURL(path, row.Text(0)))
	}
	switch len(found) {
	case 0:
		return "", nil
	case 1:
		return found[0], nil
	}
	return "", &invoer.Fout{Code: "niet-enig", Reden: "Het is niet duidelijk waar deze rij over gaat: " + meer + "."}
}

// team is an onderdeel by its name.
func (in *inlezen) team(cel string) (any, error) {
	url := eigenAdres(in.c, cel)
	if url == "" {
		var err error
		if url, err = onderdeelMet(in.c, cel); err != nil {
			return nil, err
		}
	}
	if url == "" {
		return nil, &invoer.Fout{Code: "does_not_exist", Reden: fmt.Sprintf("Er is hier geen team dat „%s” heet. Maak het eerst, of laat dit leeg.", cel)}
	}
	return in.c.Site.Public(url), nil
}

// stap is a step by its address or title.
func (in *inlezen) stap(cel string) (any, error) {
	url, err := in.stapMet(cel)
	return in.c.Site.Public(url), err
}

func (in *inlezen) stapMet(cel string) (zgw.URL, error) {
	if url, err := in.bestaand(cel, "stappen"); url != "" || err != nil {
		return url, err
	}
	url, err := in.een(Stappen.Path, "stappen", fmt.Sprintf("meer stappen heten „%s”. Schrijf het adres van de stap op", cel), "titel_zoek = $1 or verwijzing = $2", rest.Fold(cel), cel)
	if err == nil && url == "" {
		err = &invoer.Fout{Code: "does_not_exist", Reden: fmt.Sprintf("Er is hier geen stap die „%s” heet. Schrijf de titel precies zoals hij hier staat, of het adres.", cel)}
	}
	return url, err
}

// afhankelijkheden are the steps that a step waits for: "titel", "adres:zacht".
func (in *inlezen) afhankelijkheden(cel string) (any, error) {
	var list []any
	for _, item := range delen(cel) {
		kop, soort := staart(item, AfhankelijkheidSoort("").Choices()...)
		if soort == "" {
			soort = "hard"
		}
		stap, err := in.stap(kop)
		if err != nil {
			return nil, err
		}
		list = append(list, map[string]any{"stap": stap, "soort": soort})
	}
	return list, nil
}

// koppelingen are the steps of a kans: "titel", "adres:0,8".
func (in *inlezen) koppelingen(cel string) (any, error) {
	var list []any
	for _, item := range delen(cel) {
		one := map[string]any{}
		kop := item
		if i := strings.LastIndexByte(item, ':'); i >= 0 {
			if fit, ok, err := invoer.Getal(item[i+1:]); ok && err == nil {
				kop, one["fit"] = strings.TrimSpace(item[:i]), fit
			}
		}
		stap, err := in.stap(kop)
		if err != nil {
			return nil, err
		}
		one["stap"] = stap
		list = append(list, one)
	}
	return list, nil
}

// doelen are the maten and mijlpalen that a step bears on: "DV2", "titel van de mijlpaal:sterk".
func (in *inlezen) doelen(cel string) (any, error) {
	if in.doel == nil {
		if err := in.leesDoelen(); err != nil {
			return nil, err
		}
	}
	var list []any
	for _, item := range delen(cel) {
		kop, sterkte := staart(item, Sterkte("").Choices()...)
		url := in.doel[kop]
		if url == "" {
			url = in.doel[rest.Fold(kop)]
		}
		if url == "" {
			return nil, &invoer.Fout{Code: "does_not_exist", Reden: fmt.Sprintf("Er is hier geen maat of mijlpaal die „%s” heet. Maak die eerst, of laat dit leeg.", kop)}
		}
		one := map[string]any{"doel": in.c.Site.Public(url)}
		if sterkte != "" {
			one["sterkte"] = sterkte
		}
		list = append(list, one)
	}
	return list, nil
}

// leesDoelen reads by what names a list may call maten and mijlpalen. A name that two have is no name.
func (in *inlezen) leesDoelen() error {
	in.doel = map[string]zgw.URL{}
	for _, soort := range []string{"maten", "mijlpalen"} {
		for doc, err := range in.c.Documents(Root + "/" + soort) {
			if err != nil {
				return err
			}
			var d struct {
				URL               zgw.URL
				Code, Naam, Titel string
			}
			if err := json.Unmarshal(markers(doc), &d); err != nil {
				return err
			}
			in.doel[in.c.Site.Public(d.URL)] = d.URL
			for _, naam := range []string{d.Code, d.Naam, d.Titel} {
				naam = rest.Fold(naam)
				if _, twice := in.doel[naam]; twice && naam != "" {
					in.doel[naam] = ""
					continue
				}
				in.doel[naam] = d.URL
			}
		}
	}
	delete(in.doel, "")
	return nil
}

// markers is a stored document as JSON that any reader takes: the marker is escaped.
func markers(doc []byte) []byte {
	return []byte(strings.ReplaceAll(string(doc), zgw.Marker, `\u0001`))
}
