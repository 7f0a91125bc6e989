package opmaak

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed woorden/*.json
var woorden embed.FS

// bundel holds the words of the layout, of faults and of logging in, in each language.
var bundel = leesWoorden()

func leesWoorden() *i18n.Bundle {
	b := i18n.NewBundle(language.Dutch)
	b.RegisterUnmarshalFunc("json", json.Unmarshal)
	for _, taal := range []string{"nl", "en"} {
		if _, err := b.LoadMessageFileFS(woorden, "woorden/"+taal+".json"); err != nil {
			panic(fmt.Sprintf("words: %v", err)) // the file is in the program: its tests see this first
		}
	}
	return b
}

// T is a text in the language of the page. values fill its {{.Name}} in pairs: v.T("bladen.nu", "Pagina", 2).
func (v *Verzoek) T(key string, values ...any) string { return tekst(v.Taal, key, values...) }

func tekst(taal, key string, values ...any) string {
	data := map[string]any{}
	for i := 0; i+1 < len(values); i += 2 {
		data[fmt.Sprint(values[i])] = values[i+1]
	}
	text, err := i18n.NewLocalizer(bundel, taal).Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: data})
	if err != nil && text == "" {
		return key // the test of the words fails on this
	}
	return text
}

// kiesTaal takes the language that the visitor asks for, when the page speaks it; Dutch otherwise. Pages for who is logged in
// are Dutch: a fault in English in the middle of them, because of the settings of a browser, would be the odd one out.
func (v *Verzoek) kiesTaal(talen []string) {
	if len(talen) == 0 {
		return
	}
	var asked []language.Tag
	if v.Persoon == nil {
		asked, _, _ = language.ParseAcceptLanguage(v.R.Header.Get("Accept-Language"))
	}
	if t, err := language.Parse(v.R.URL.Query().Get("taal")); err == nil {
		asked = slices.Insert(asked, 0, t)
	}
	if len(asked) == 0 {
		return
	}
	if base, _ := asked[0].Base(); slices.Contains(talen, base.String()) {
		v.Taal = base.String()
	}
}
