package documenten

import (
	"slices"
	"strings"

	"meent/diensten/rest"
)

// manyWords is more than anyone seeks with, and less than a statement takes.
const manyWords = 100

// byTrefwoorden finds documents that have all of the comma-separated words, in upper or lower case (drc-018).
func byTrefwoorden() rest.Filter {
	f := rest.Filter{Param: rest.Param{Type: "string", List: true}, Cond: func(_ *rest.Call, value string) (rest.Cond, error) {
		if strings.Count(value, ",") >= manyWords {
			return rest.Cond{}, rest.Fault{Code: "invalid", Reason: "Zoek op hoogstens 100 trefwoorden tegelijk."}
		}
		var cond rest.Cond
		var parts []string
		for word := range strings.SplitSeq(value, ",") {
			parts = append(parts, "id in (select document from documenttrefwoorden where woord = ?)")
			cond.Args = append(cond.Args, rest.Fold(strings.TrimSpace(word)))
		}
		cond.SQL = strings.Join(parts, " and ")
		return cond, nil
	}}
	return f.On("documenttrefwoorden")
}

// storeTrefwoorden keeps the words of a document where they are found.
func (d *Enkelvoudiginformatieobject) storeTrefwoorden(c *rest.Call, id int64, old *Enkelvoudiginformatieobject) error {
	if old == nil && len(d.Trefwoorden) == 0 || old != nil && slices.Equal(old.Trefwoorden, d.Trefwoorden) {
		return nil
	}
	if err := c.Tx.Exec("delete from documenttrefwoorden where document = $1", id); err != nil {
		return err
	}
	c.Tx.Changed("documenttrefwoorden")
	for _, word := range d.Trefwoorden {
		if err := c.Tx.Exec("insert into documenttrefwoorden (woord, document) values ($1, $2) on conflict do nothing", rest.Fold(strings.TrimSpace(word)), id); err != nil {
			return err
		}
	}
	return nil
}
