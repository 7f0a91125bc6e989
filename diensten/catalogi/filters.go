package catalogi

import (
	"strings"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// geldigOp is the condition that a version is valid on a day.
const geldigOp = "begin_geldigheid <= ? and (einde_geldigheid is null or einde_geldigheid > ?)"

// ofZaaktype is the condition that the zaaktype of a part meets another.
func ofZaaktype(cond string) string {
	return "zaaktype in (select id from zaaktypen where " + cond + ")"
}

// Status says which types a list shows by how far they are.
type Status string

// Choices are the values that the standard knows.
func (Status) Choices() []string { return []string{"alles", "concept", "definitief"} }

// byStatus is ?status=: only published types unless the client asks otherwise (ztc-025). column is 1 for a concept.
func byStatus(column string) rest.Filter {
	f := rest.Where[Status](column + " = ?")
	check := f.Cond
	f.Usual = "definitief"
	f.Cond = func(c *rest.Call, value string) (rest.Cond, error) {
		if _, err := check(c, value); err != nil || value == "alles" {
			return rest.Cond{}, err
		}
		concept := int64(0)
		if value == "concept" {
			concept = 1
		}
		return rest.Cond{SQL: column + " = ?", Args: []any{concept}}, nil
	}
	return f
}

// partStatus is ?status= of what is part of a zaaktype.
func partStatus(table string) rest.Filter {
	return byStatus("(select z.concept from zaaktypen z where z.id = " + table + ".zaaktype)").On("zaaktypen")
}

// partFilters are the filters that all parts of a zaaktype have.
func partFilters(further rest.Filters) rest.Filters {
	filters := rest.Filters{
		"zaaktype":              rest.By("zaaktype"),
		"zaaktypeIdentificatie": rest.Where[string](ofZaaktype("identificatie = ?")).On("zaaktypen"),
		"datumGeldigheid":       rest.Where[zgw.Date](ofZaaktype(geldigOp)).On("zaaktypen"),
	}
	for name, f := range further {
		filters[name] = f
	}
	return filters
}

// byTrefwoorden finds zaaktypen that have all of the comma-separated words.
func byTrefwoorden() rest.Filter {
	f := rest.Contains("trefwoorden")
	contains := f.Cond
	f.List = true
	f.Cond = func(c *rest.Call, value string) (rest.Cond, error) {
		all := rest.Cond{SQL: "1 = 1"}
		for word := range strings.SplitSeq(value, ",") {
			one, err := contains(c, "\n"+strings.TrimSpace(word)+"\n")
			if err != nil {
				return one, err
			}
			all.SQL += " and " + one.SQL
			all.Args = append(all.Args, one.Args...)
		}
		return all, nil
	}
	return f
}

// foldedWords is the column in which byTrefwoorden looks: each word between line ends.
func foldedWords(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return rest.Fold("\n" + strings.Join(words, "\n") + "\n")
}

// byOwner finds rows of the target that a row of the owner, by address or by name, has a relation to.
func (r relatie) byOwner() rest.Filter {
	return r.by(r.owner, r.target.table+".id in (select t.id from "+r.joined()+" where ", "o")
}

// byTarget finds rows of the owner that have a relation to a row of the target, by address or by name.
func (r relatie) byTarget() rest.Filter {
	return r.by(r.target, r.owner.table+".id in (select o.id from "+r.joined()+" where ", "t")
}

func (r relatie) by(other versies, sql, alias string) rest.Filter {
	f := rest.Equal(other.naam).On(r.table, r.owner.table, r.target.table)
	f.Cond = func(c *rest.Call, value string) (rest.Cond, error) {
		_, isURL := address(c, value)
		if !isURL {
			return rest.Cond{SQL: sql + alias + "." + other.naam + " = ?)", Args: []any{value}}, nil
		}
		cond, err := rest.By(alias+".id").Cond(c, value)
		cond.SQL = sql + cond.SQL + ")"
		return cond, err
	}
	return f
}
