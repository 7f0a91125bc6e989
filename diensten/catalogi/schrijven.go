package catalogi

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// doel is where a relation leads: the versions with this name in this catalogus, or with catalogus 0 an address on another
// server.
type doel struct {
	catalogus         int64
	id                int64 // of the version whose address was sent; 0 when a name was
	naam              string
	aard, toelichting string
}

// relaties are the relations that a write replaces, by member; a member that was not sent is not among them.
type relaties map[string][]doel

// replaces says whether a write replaces a list: it was sent, or everything was.
func replaces(c *rest.Call, member string, made bool) bool {
	return made || c.Replaces() || c.Sent(member)
}

// resolve turns names and addresses that a client sent into where they lead, and notes those that lead nowhere.
func (r relatie) resolve(c *rest.Call, texts []string, catalogus zgw.URL) ([]doel, error) {
	id, err := c.ID(catalogus)
	if err != nil {
		return nil, err
	}
	var list []doel
	seen := map[string]bool{}
	for i, text := range texts {
		d, err := r.target.resolve(c, r.member+"."+strconv.Itoa(i), text, id)
		if err != nil {
			return nil, err
		}
		key := fmt.Sprint(d.catalogus, d.naam)
		if !seen[key] {
			list = append(list, d)
		}
		seen[key] = true
	}
	return list, nil
}

// resolve finds where one name or address leads; the fault is noted under name.
func (v versies) resolve(c *rest.Call, name, text string, catalogus int64) (doel, error) {
	url, isURL := address(c, text)
	if isURL {
		return v.resolveURL(c, name, url)
	}
	found, err := exists(c, "select 1 from "+v.table+" where catalogus = $1 and "+v.naam+" = $2 limit 1", catalogus, text)
	if err == nil && !found {
		c.Invalid(name, "does_not_exist", fmt.Sprintf("In deze catalogus staat niets in %s met %s %q. Controleer de naam, of maak het eerst aan.", v.table, v.naam, text))
	}
	return doel{catalogus: catalogus, naam: text}, err
}

func (v versies) resolveURL(c *rest.Call, name string, url zgw.URL) (doel, error) {
	path, local := url.Local()
	if !local {
		c.Invalid(name, "no_match", "Dit adres hoort niet bij deze server; geef een naam of een adres uit "+v.table+".")
		return doel{naam: string(url)}, nil
	}
	s, err := c.Find(url)
	if errors.Is(err, rest.ErrUnknown) {
		c.Invalid(name, "does_not_exist", "Op dit adres bestaat niets. Controleer het adres; misschien is het object verwijderd.")
		return doel{naam: string(url)}, nil
	}
	if err != nil {
		return doel{}, err
	}
	if !strings.HasPrefix(path, v.path+"/") {
		c.Invalid(name, "no_match", "Op dit adres staat iets anders; hier hoort een adres uit "+v.table+".")
		return doel{naam: string(url)}, nil
	}
	row, err := c.Tx.One("select catalogus, "+v.naam+" from "+v.table+" where id = $1", s.ID)
	if err != nil {
		return doel{}, fmt.Errorf("name of %s: %w", url, err)
	}
	return doel{catalogus: row.Int(0), id: s.ID, naam: row.Text(1)}, nil
}

// address says whether a text is an address and not a name, and gives it in the form in which it is stored.
func address(c *rest.Call, text string) (zgw.URL, bool) {
	if path, ok := strings.CutPrefix(text, c.Site.BaseURL); ok && strings.HasPrefix(path, "/") {
		return zgw.URL(zgw.Marker + path), true
	}
	return zgw.URL(text), isAddress(text)
}

func exists(c *rest.Call, sql string, args ...any) (bool, error) {
	for _, err := range c.Tx.Query(sql, args...) {
		return err == nil, err
	}
	return false, nil
}

// store writes relations of the row at an address in place of those that were there.
func (rels relaties) store(c *rest.Call, table string, owner zgw.URL) error {
	if len(rels) == 0 {
		return nil
	}
	id, err := c.ID(owner)
	if err != nil {
		return err
	}
	for member, list := range rels {
		if err := c.Tx.Exec("delete from "+table+" where van = $1 and soort = $2", id, member); err != nil {
			return err
		}
		for i, d := range list {
			err := c.Tx.Exec("insert into "+table+" (van, soort, plaats, catalogus, naam, aard, toelichting) values ($1, $2, $3, $4, $5, $6, $7)",
				id, member, int64(i), nullable(d.catalogus), d.naam, d.aard, d.toelichting)
			if err != nil {
				return fmt.Errorf("%s of %s: %w", member, owner, err)
			}
		}
	}
	c.Tx.Changed(table)
	return nil
}

func nullable(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// isAddress says whether a text is an address.
func isAddress(text string) bool {
	return strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")
}

// renamed lets relations follow a type that has another name than before.
func renamed(c *rest.Call, v versies, catalogus zgw.URL, old, naam string) error {
	id, err := c.ID(catalogus)
	if err != nil {
		return err
	}
	return v.renamed(c, id, old, naam)
}
