package transitie

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// mijlpalenVan has the mijlpalen with a toets looked at again, in this transaction. then is told of each.
func mijlpalenVan(c *rest.Call, toets zgw.URL, then func(m *Mijlpaal) error) error {
	var found []zgw.URL
	for row, err := range c.Tx.Query("select m.uuid from mijlpaal_toetsen t join mijlpalen m on m.id = t.mijlpaal join toetsen on toetsen.id = t.toets where toetsen.uuid = $1 order by m.id", toets.UUID()) {
		if err != nil {
			return err
		}
		found = append(found, zgw.LocalURL(Mijlpalen.Path, row.Text(0)))
	}
	for _, url := range found {
		m, err := herzien(c, url)
		if err != nil {
			return err
		}
		if then != nil && m != nil {
			if err := then(m); err != nil {
				return err
			}
		}
	}
	return nil
}

// herzien looks at a mijlpaal again and writes it when something of it changed: with a line in the audit trail when its state did.
func herzien(c *rest.Call, url zgw.URL) (*Mijlpaal, error) {
	before, err := c.Lock(url)
	if errors.Is(err, rest.ErrUnknown) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	m, err := Mijlpalen.Get(c, url)
	if err != nil {
		return nil, err
	}
	old := *m
	if err := m.herzie(c); err != nil {
		return nil, err
	}
	if string(rest.EncodeGroup(m)) == string(rest.EncodeGroup(&old)) {
		return m, nil
	}
	if m.Toestand == old.Toestand && m.Stand == old.Stand {
		return m, Mijlpalen.Store(c, m) // a newer figure: the meting is its own record
	}
	m.GewijzigdOp = zgw.TimeOf(c.Now())
	m.Versie++
	if _, err := Mijlpalen.Finish(c, m, &old, before, "partial_update", http.StatusOK); err != nil {
		return nil, err
	}
	return m, m.meldDraai(c, &old)
}

// meldDraai tells what turned.
func (m *Mijlpaal) meldDraai(c *rest.Call, old *Mijlpaal) error {
	key := string(cmp.Or(m.Sinds, c.Today()))
	switch {
	case m.Toestand.gehaald() && !old.Toestand.gehaald():
		return meldGebeurtenis(c, "mijlpaal.geverifieerd", m.URL, fmt.Sprintf("‘%s’ is gehaald. Dat is gemeten: %s.", m.Titel, m.cijfer()), key)
	case m.Toestand == "teruggevallen" && old.Toestand != m.Toestand:
		return meldGebeurtenis(c, "mijlpaal.teruggevallen", m.URL, fmt.Sprintf("‘%s’ is teruggevallen: %s.", m.Titel, m.cijfer()), key)
	case m.Stand == "nietVers" && old.Stand != m.Stand:
		return meldGebeurtenis(c, "mijlpaal.nietVers", m.URL, fmt.Sprintf("Van ‘%s’ is lang niets gemeten. Tot er weer wordt gemeten, telt hij niet mee.", m.Titel), string(c.Today()))
	}
	return nil
}

// cijfer is the last figure in words.
func (m *Mijlpaal) cijfer() string {
	if m.LaatsteMeting == nil {
		return "nog geen cijfer"
	}
	return strings.TrimRight(m.LaatsteMeting.Zin, ".")
}

// vraagMijlpalen asks who leads to look at what fell back: for a quarter, or until it is reached again.
func vraagMijlpalen(c *rest.Call, a Actor) ([]Punt, error) {
	if !a.is("secretaris", "bestuurder", "directeur", "sponsor", "programmamanager") {
		return nil, nil
	}
	since := datum(maat.LeesDag(string(c.Today())).Maanden(-3))
	list, err := Mijlpalen.Each(c, "toestand = 'teruggevallen' and sinds >= $1", string(since))
	var punten []Punt
	for _, m := range list {
		punten = append(punten, punt("mijlpaal.teruggevallen", m.URL, "‘%s’ is teruggevallen: %s. Wat is er aan de hand?", m.Titel, m.cijfer()))
	}
	return punten, err
}

// bijwerkenMijlpalen writes the mijlpalen of which something changed: by a meting, or because time passed.
func bijwerkenMijlpalen(c *rest.Call) error {
	var changed []zgw.URL
	err := c.View(func() error {
		list, err := Mijlpalen.Each(c, "1 = 1")
		if err != nil {
			return err
		}
		for _, m := range list {
			before := string(rest.EncodeGroup(m))
			if err := m.herzie(c); err != nil {
				return fmt.Errorf("mijlpaal %s: %w", m.UUID, err)
			}
			if string(rest.EncodeGroup(m)) != before {
				changed = append(changed, m.URL)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, url := range changed {
		err := c.Update(func() error {
			_, err := herzien(c, url)
			return err
		}, url.UUID())
		if err != nil {
			return fmt.Errorf("mijlpaal %s: %w", url.UUID(), err)
		}
	}
	return nil
}
