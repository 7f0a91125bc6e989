package browser

import (
	"strings"
	"testing"

	"meent/proef/proces"
)

// TestReis is a person who logs in, fills in a form wrongly and then well, hears so, and logs out: without JavaScript.
func TestReis(t *testing.T) {
	proces.Asked(t)
	b := Find(t)
	m := proces.New(t, "", "MEENT_SIMULATOR=true")
	m.Serve(t)
	tab := b.Tab(t, m.URL, Kijk{ZonderJS: true})

	tab.Open("/beheer/componenten")
	want(t, "who is not logged in comes to the login", tab.Titel(), "Wie ben je? · Meent · Gemeente Voorbeeld")
	tab.Klik(`button[value="raadslid"]`)
	want(t, "a council member may not come here", tab.Titel(), "Je mag deze pagina niet zien · Meent · Gemeente Voorbeeld")
	tab.Klik(`.meent-lint__uit`)
	want(t, "logged out", tab.Pad(), "/uitgelogd")

	tab.Open("/beheer/componenten")
	tab.Klik(`button[value="beheerder"]`)
	want(t, "back where it began", tab.Pad(), "/beheer/componenten")
	tab.Vul(`#veld-begin`, "volgende week")
	tab.Klik(`form.meent-formulier button`)
	want(t, "faults stand in the title", tab.Titel(), "Fout: Stap voorstellen · Meent · Gemeente Voorbeeld")
	var focus, kept string
	tab.vraag(`document.activeElement.getAttribute('role') || document.activeElement.tagName`, &focus)
	want(t, "the focus is on the list of faults", focus, "alert")
	tab.vraag(`document.querySelector('#veld-begin').value`, &kept)
	want(t, "what was typed is still there", kept, "volgende week")

	tab.Vul(`#veld-titel`, "Bellen in plaats van brief")
	tab.Vul(`#veld-begin`, "1 maart 2027")
	tab.Vul(`#veld-uren`, "7,5")
	tab.Kies(`#veld-soort-0`)
	tab.Klik(`form.meent-formulier button`)
	want(t, "after a POST one is on a page of its own", tab.Pad(), "/beheer/componenten")
	tab.vraag(`document.activeElement.getAttribute('role') || document.activeElement.tagName`, &focus)
	want(t, "what was done is told", focus, "status")
	if !strings.Contains(tab.Tekst(), "Er is niets bewaard") {
		t.Errorf("the message is not on the page: %s", tab.Tekst())
	}
	tab.Klik(`.meent-lint__uit`)
	tab.Open("/beheer/componenten")
	if !strings.HasPrefix(tab.Pad(), "/_sim/inloggen") {
		t.Errorf("after logging out one is at %s", tab.Pad())
	}
	for _, f := range tab.Fouten() {
		t.Error(f)
	}
}

func want(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}
