package transitie

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/transitie/invoer"
	"meent/diensten/zgw"
)

// csvLijst is a kind of object that comes in and goes out as a list (CSV, §12).
type csvLijst interface {
	naam() string // last part of the path of its resource, and name of the file
	velden() []invoer.Veld
	twijfel(in *inlezen, l *invoer.Lijst, t invoer.Toewijzing) error
	neem(in *inlezen, l *invoer.Lijst, t invoer.Toewijzing) error
	geef(c *rest.Call, schrijf func(cellen []string) error) error
}

// kolomLijsten are the kinds that come in and go out as lists. Another one is a line here, and its columns in its own file.
var kolomLijsten = []csvLijst{stappenLijst, kansenLijst, aanbodLijst, matenLijst}

func lijstMet(naam string) csvLijst { return lijstUit(kolomLijsten, naam) }

func lijstUit(lijsten []csvLijst, naam string) csvLijst {
	for _, l := range lijsten {
		if l.naam() == naam {
			return l
		}
	}
	return nil
}

// kolomLijst is the list of a resource.
type kolomLijst[T any] struct {
	bron     *rest.Resource[T]
	kolommen []lijstKolom[T]
	// vooraf are members of a new object that the list need not say.
	vooraf map[string]any
	// zoek finds the object that a row is about, if it is here already; "" if not.
	zoek func(in *inlezen, cel func(naam string) string) (zgw.URL, error)
}

// lijstKolom is a column of a list. Its name is fixed (§12); what others call it is in Andere.
type lijstKolom[T any] struct {
	invoer.Veld
	// lid is the member of the object, with points for one inside a group. "" for one that only goes out.
	lid string
	// laat says that it refers to other rows of the same list, and is read once all are there.
	laat bool
	// lees is the value of the member; an *invoer.Fout says what is wrong with the cell. Not with an empty one: that says nothing.
	lees func(in *inlezen, cel string) (any, error)
	// noemt says what its cells must be the names of. A column with another name than its own is taken for it only if one is.
	noemt string
	// toon is what goes out.
	toon func(u *uitvoer, t *T) string
	// niet says why a column that goes out does not come in.
	niet string
}

func (l *kolomLijst[T]) naam() string { return l.bron.Path[strings.LastIndexByte(l.bron.Path, '/')+1:] }

func (l *kolomLijst[T]) velden() []invoer.Veld {
	var list []invoer.Veld
	for _, k := range l.kolommen {
		list = append(list, k.Veld)
	}
	return list
}

// twijfelrijen is how many different names of a column are looked up before it is let go.
const twijfelrijen = 200

// twijfel takes back the guess of a column that names nothing that is here: the owner of a task may be a person, and the
// milestone of a tracker a release.
func (l *kolomLijst[T]) twijfel(in *inlezen, lijst *invoer.Lijst, t invoer.Toewijzing) error {
	for _, k := range l.kolommen {
		kolom := t[k.Naam]
		if k.noemt == "" || kolom == "" || invoer.Zelfde(kolom, k.Naam) {
			continue
		}
		seen, kent := map[string]bool{}, false
		for _, rij := range lijst.Rijen {
			cel := lijst.Kies(rij, t, k.Naam)
			if cel == "" || seen[cel] {
				continue
			}
			seen[cel] = true
			_, err := k.lees(in, cel)
			if _, is := errors.AsType[*invoer.Fout](err); err != nil && !is {
				return err
			}
			if kent = err == nil; kent || len(seen) == twijfelrijen {
				break
			}
		}
		if len(seen) > 0 && !kent {
			delete(t, k.Naam)
			in.NietOvergenomen = append(in.NietOvergenomen, NietOvergenomen{kolom, "Hier staat geen naam van een " + k.noemt + " in Meent. Maak die eerst, of laat de kolom liggen."})
		}
	}
	return nil
}

// neem takes the rows of a list: each makes an object, or changes the one that it is about. A row with a fault is left out
// whole, and the others go on.
func (l *kolomLijst[T]) neem(in *inlezen, lijst *invoer.Lijst, t invoer.Toewijzing) error {
	for _, k := range l.kolommen {
		if k.niet != "" && t[k.Naam] != "" {
			in.NietOvergenomen = append(in.NietOvergenomen, NietOvergenomen{t[k.Naam], k.niet})
		}
	}
	var later []genomen
	for i, rij := range lijst.Rijen {
		in.meld(i, len(lijst.Rijen))
		cel := func(naam string) string { return lijst.Kies(rij, t, naam) }
		object, ok, err := l.leesRij(in, rij.Regel, t, cel)
		if err != nil {
			return err
		}
		url := zgw.URL("")
		if ok {
			url, err = l.schrijfRij(in, rij.Regel, t, cel, object)
		}
		if err != nil {
			return err
		}
		if url == "" {
			in.Overgeslagen++
			continue
		}
		in.hier[cel("url")] = url
		later = append(later, genomen{rij.Regel, url, cel})
	}
	in.meld(len(lijst.Rijen), len(lijst.Rijen))
	for _, r := range later {
		if err := l.naloop(in, r, t); err != nil {
			return err
		}
	}
	return nil
}

// genomen is a row that was taken.
type genomen struct {
	regel int
	url   zgw.URL
	cel   func(naam string) string
}

// leesRij reads the cells of a row into members; ok is false when one is at fault.
func (l *kolomLijst[T]) leesRij(in *inlezen, regel int, t invoer.Toewijzing, cel func(string) string) (object map[string]any, ok bool, err error) {
	object, ok = map[string]any{}, true
	for _, k := range l.kolommen {
		tekst := cel(k.Naam)
		if tekst == "" && k.Verplicht {
			in.fout(regel, t[k.Naam], "required", "In deze rij staat niets bij "+k.Naam+". Vul dat in, of wijs een andere kolom aan.")
			ok = false
		}
		if tekst == "" || k.laat || k.lees == nil {
			continue
		}
		goed, err := k.zet(in, regel, t, tekst, object)
		if err != nil {
			return nil, false, err
		}
		ok = ok && goed
	}
	return object, ok, nil
}

// zet reads a cell into its member; false: it is at fault.
func (k *lijstKolom[T]) zet(in *inlezen, regel int, t invoer.Toewijzing, tekst string, object map[string]any) (bool, error) {
	value, err := k.lees(in, tekst)
	if f, is := errors.AsType[*invoer.Fout](err); is {
		in.fout(regel, t[k.Naam], f.Code, f.Reden)
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if value == nil {
		return true, nil
	}
	groep, lid, inGroup := strings.Cut(k.lid, ".")
	if !inGroup {
		object[k.lid] = value
		return true, nil
	}
	inner, _ := object[groep].(map[string]any)
	if inner == nil {
		inner = map[string]any{}
		object[groep] = inner
	}
	inner[lid] = value
	return true, nil
}

// schrijfRij makes or changes the object of a row. "": it was refused, and in says why.
func (l *kolomLijst[T]) schrijfRij(in *inlezen, regel int, t invoer.Toewijzing, cel func(string) string, object map[string]any) (zgw.URL, error) {
	url, err := l.zoek(in, cel)
	if f, is := errors.AsType[*invoer.Fout](err); is {
		in.fout(regel, f.Kolom, f.Code, f.Reden)
		return "", nil
	}
	if err != nil {
		return "", err
	}
	if url == "" {
		for naam, value := range l.vooraf {
			if _, said := object[naam]; !said {
				object[naam] = value
			}
		}
		made, err := in.c.Make(l.bron.Path, jsonVan(object))
		if err != nil {
			return "", l.geweigerd(in, regel, t, err)
		}
		in.Gemaakt++
		in.gemaakt = append(in.gemaakt, made)
		in.gemaaktHier[made.URL()] = true
		in.regelVan[made.URL()] = regel
		return made.URL(), nil
	}
	if eerder := in.regelVan[url]; eerder > 0 {
		in.fout(regel, "", "dubbel", fmt.Sprintf("Dit is hetzelfde als regel %d. Die telt, deze niet. Zijn het er toch twee? Geef ze dan elk een eigen naam.", eerder))
		return "", nil
	}
	in.regelVan[url] = regel
	changed, err := l.wijzig(in, url, object)
	if err != nil {
		return "", l.geweigerd(in, regel, t, err)
	}
	if changed {
		in.Bijgewerkt++
	} else {
		in.Ongewijzigd++
	}
	return url, nil
}

// naloop reads what refers to other rows of the list. The object is there already: a fault here leaves out the reference only.
func (l *kolomLijst[T]) naloop(in *inlezen, r genomen, t invoer.Toewijzing) error {
	object := map[string]any{}
	for _, k := range l.kolommen {
		if tekst := r.cel(k.Naam); k.laat && tekst != "" {
			if _, err := k.zet(in, r.regel, t, tekst, object); err != nil {
				return err
			}
		}
	}
	if len(object) == 0 {
		return nil
	}
	counted := in.bijgewerkt[r.url] || in.gemaaktHier[r.url]
	changed, err := l.wijzig(in, r.url, object)
	if err != nil {
		return l.geweigerd(in, r.regel, t, err)
	}
	if changed && !counted {
		in.Ongewijzigd--
		in.Bijgewerkt++
	}
	return nil
}

// wijzig changes of an object what a row says otherwise than it is; false: nothing.
func (l *kolomLijst[T]) wijzig(in *inlezen, url zgw.URL, object map[string]any) (bool, error) {
	t, err := l.bron.Get(in.c, url)
	if err != nil {
		return false, err
	}
	was := leden(in.c, t)
	for naam, value := range object {
		if inner, is := value.(map[string]any); is { // of a group, the row says some members
			whole := map[string]any{}
			if old, is := was[naam].(map[string]any); is {
				maps.Copy(whole, old)
			}
			maps.Copy(whole, inner)
			object[naam] = whole
		}
		if zelfde(object[naam], was[naam]) {
			delete(object, naam)
		}
	}
	if len(object) == 0 {
		return false, nil
	}
	if _, err := in.c.Alter(url, jsonVan(object)); err != nil {
		return false, err
	}
	in.bijgewerkt[url] = true
	return true, nil
}

// geweigerd notes why an object was refused; any other error ends the import.
func (l *kolomLijst[T]) geweigerd(in *inlezen, regel int, t invoer.Toewijzing, err error) error {
	refused, is := errors.AsType[*rest.Refused](err)
	if !is {
		return err
	}
	if len(refused.Problem.Invalid) == 0 || refused.Problem.Code == "conflict" {
		in.fout(regel, "", refused.Problem.Code, refused.Problem.Detail)
		return nil
	}
	for _, f := range refused.Problem.Invalid {
		in.fout(regel, l.kolomVan(f.Name, t), f.Code, f.Reason)
	}
	return nil
}

// kolomVan is the column from which a member came that is at fault.
func (l *kolomLijst[T]) kolomVan(lid string, t invoer.Toewijzing) string {
	for _, k := range l.kolommen {
		if k.lid != "" && (lid == k.lid || strings.HasPrefix(lid, k.lid+".")) {
			return t[k.Naam]
		}
	}
	return ""
}

// geef gives the list: its header, and a row for each object that who asks may see.
func (l *kolomLijst[T]) geef(c *rest.Call, schrijf func([]string) error) error {
	u := &uitvoer{c: c, namen: map[zgw.URL]string{}}
	kop := make([]string, len(l.kolommen))
	for i, k := range l.kolommen {
		kop[i] = k.Naam
	}
	if err := schrijf(kop); err != nil {
		return err
	}
	where := leesrecht(c, l.naam()).Where("cls")
	if where == "" {
		where = "1 = 1"
	}
	list, err := l.bron.Each(c, where)
	if err != nil {
		return err
	}
	for _, t := range list {
		cellen := make([]string, len(l.kolommen))
		for i, k := range l.kolommen {
			cellen[i] = invoer.Onschuldig(k.toon(u, t))
		}
		if u.err != nil {
			return u.err
		}
		if err := schrijf(cellen); err != nil {
			return err
		}
	}
	return nil
}

// uitvoer is a list while it is written.
type uitvoer struct {
	c     *rest.Call
	namen map[zgw.URL]string
	err   error
}

// adres is an address as others see it.
func (u *uitvoer) adres(url zgw.URL) string { return u.c.Site.Public(url) }

// team is the name of an onderdeel.
func (u *uitvoer) team(url zgw.URL) string {
	if url == "" {
		return ""
	}
	if naam, known := u.namen[url]; known {
		return naam
	}
	o, err := Onderdelen.Get(u.c, url)
	if err != nil {
		u.err = errors.Join(u.err, err)
		return ""
	}
	u.namen[url] = o.Naam
	return o.Naam
}

// leden are the members of an object as a client sees them.
func leden(c *rest.Call, t any) map[string]any {
	var m map[string]any
	public := strings.ReplaceAll(string(rest.EncodeGroup(t)), `"`+zgw.Marker+`/`, `"`+c.Site.BaseURL+`/`)
	if err := json.Unmarshal([]byte(public), &m); err != nil {
		return nil
	}
	return m
}

// jsonVan is an object as JSON.
func jsonVan(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		return nil
	}
	return b
}

// zelfde says whether two values of a member say the same: nothing, null and "" do, and spaces around a text say nothing.
func zelfde(a, b any) bool { return reflect.DeepEqual(gewoon(a), gewoon(b)) }

func gewoon(v any) any {
	switch x := v.(type) {
	case string:
		if x = strings.TrimSpace(strings.ReplaceAll(x, "\r\n", "\n")); x == "" {
			return nil
		}
		return x
	case int:
		return float64(x)
	case map[string]any:
		m := map[string]any{}
		for k, one := range x {
			if one := gewoon(one); one != nil {
				m[k] = one
			}
		}
		if len(m) == 0 {
			return nil
		}
		return m
	case []any:
		list := make([]any, 0, len(x))
		for _, one := range x {
			list = append(list, gewoon(one))
		}
		if len(list) == 0 {
			return nil
		}
		return list
	}
	return v
}

// delen are the items of a cell that holds several, with | between them.
func delen(cel string) []string {
	var list []string
	for one := range strings.SplitSeq(cel, "|") {
		if one = strings.TrimSpace(one); one != "" {
			list = append(list, one)
		}
	}
	return list
}

// staart parts an item from the word behind its last colon, if that is one of these.
func staart(item string, words ...string) (kop, word string) {
	if i := strings.LastIndexByte(item, ':'); i >= 0 {
		if w := strings.ToLower(strings.TrimSpace(item[i+1:])); slices.Contains(words, w) {
			return strings.TrimSpace(item[:i]), w
		}
	}
	return item, ""
}
