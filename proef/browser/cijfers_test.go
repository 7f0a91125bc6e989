package browser

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"regexp"
	"strings"
	"testing"

	"meent/proef/proces"
)

// leeg are the pages of a municipality that has nothing yet.
var leeg = []bladzij{
	{naam: "kompas-leeg", rol: "programmamanager", pad: "/kaart"},
	{naam: "mijlpalen-leeg", rol: "programmamanager", pad: "/kaart/mijlpalen"},
	{naam: "dienstverlening-leeg", rol: "raadslid", pad: "/kaart/dienstverlening"},
	{naam: "raadsbrief-leeg", rol: "raadslid", pad: "/kaart/raadsbrief", papier: 1},
	{naam: "openbaar-leeg", pad: "/openbaar"},
}

func TestLeeg(t *testing.T) {
	proces.Asked(t)
	b := Find(t)
	m := proces.New(t, "", "MEENT_SIMULATOR=true", "MEENT_GEMEENTE=Gemeente Meerdam")
	m.Serve(t)
	for _, p := range leeg {
		t.Run(p.naam, func(t *testing.T) { p.bekijk(t, b, m) })
	}
}

var (
	figuurlink = regexp.MustCompile(`<p class="[^"]*meent-getal"><a[^>]*href="(/kaart/dienstverlening/[^"]+)"[^>]*>([^<]+)</a>`)
	regellink  = regexp.MustCompile(`(?s)<a[^>]*href="(/kaart/mijlpalen/[^"]+)"[^>]*>([^<]+)</a><p[^>]*><span>[^<]*</span>(?:<b>([^<]*)</b>)?`)
)

// cijfers holds that each figure in the letter is the same on the page to which it links, and on the Kompas.
func cijfers(t *testing.T, url string) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	web := &http.Client{Jar: jar}
	haal := func(path string) string {
		resp, err := web.Get(url + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		text, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %v", path, resp.StatusCode, err)
		}
		return string(text)
	}
	brief := haal("/inloggen?rol=raadslid&naar=/kaart/raadsbrief")
	kompas := haal("/kaart")
	measures, milestones, figures := figuurlink.FindAllStringSubmatch(brief, -1), regellink.FindAllStringSubmatch(brief, -1), 0
	if len(measures) < 2 || len(milestones) < 6 {
		t.Fatalf("the letter has %d measures and %d milestones: this proves little: %s", len(measures), len(milestones), brief)
	}
	for _, m := range measures {
		want := `meent-getal">` + m[2] + `</p>`
		if !strings.Contains(haal(m[1]), want) || !strings.Contains(kompas, want) {
			t.Errorf("the letter says %s; %s or the Kompas says something else", m[2], m[1])
		}
	}
	for _, m := range milestones {
		if m[3] == "" {
			continue // too few cases
		}
		figures++
		if !strings.Contains(haal(m[1]), `meent-getal">`+m[3]+`, `) || !strings.Contains(kompas, m[3]) {
			t.Errorf("the letter says %s of %s; %s or the Kompas says something else", m[3], m[2], m[1])
		}
	}
	if figures < 6 {
		t.Errorf("only %d milestones have a figure: this proves little", figures)
	}
}
