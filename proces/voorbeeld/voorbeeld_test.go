package voorbeeld_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"meent/integratie/zgw"
	"meent/proces/voorbeeld"
	"meent/proef/kit"
)

const dossiers = 24

// broken is a connection that breaks after some requests.
type broken struct {
	http.RoundTripper
	left int
}

var errBroken = errors.New("the connection broke")

func (b *broken) RoundTrip(r *http.Request) (*http.Response, error) {
	if b.left--; b.left < 0 {
		return nil, errBroken
	}
	return b.RoundTripper.RoundTrip(r)
}

func fill(t *testing.T, s *kit.Server, transport http.RoundTripper) (said []string, err error) {
	t.Helper()
	err = voorbeeld.Vul(t.Context(), voorbeeld.Opdracht{
		Client: &zgw.Client{Base: s.URL, HTTP: &http.Client{Transport: transport}, Token: func() (string, error) { return s.Root.Token, nil }},
		Zaken:  dossiers, Nu: time.Now, Meld: func(text string) { said = append(said, text) },
	})
	return said, err
}

func memory(s *kit.Server) http.RoundTripper { return zgw.Memory{Handler: s.Site} }

func TestVul(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		said, err := fill(t, s, memory(s))
		if err != nil {
			t.Fatal(err)
		}
		if last := said[len(said)-1]; !strings.HasPrefix(last, fmt.Sprintf("klaar: %d dossiers", dossiers)) {
			t.Errorf("ends with %q", last)
		}
		whole(t, s)
		seen(t, s)
		archive(t, s)
		before := count(s, "/zaken/api/v1/zaken") + count(s, "/documenten/api/v1/enkelvoudiginformatieobjecten")
		transport := &posts{RoundTripper: memory(s)}
		if _, err := fill(t, s, transport); err != nil {
			t.Fatal(err)
		}
		if transport.n > 0 || count(s, "/zaken/api/v1/zaken")+count(s, "/documenten/api/v1/enkelvoudiginformatieobjecten") != before {
			t.Errorf("a second run writes %d times, want none", transport.n)
		}
	})
}

// posts counts the requests that write.
type posts struct {
	http.RoundTripper
	n int
}

func (p *posts) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method != http.MethodGet {
		p.n++
	}
	return p.RoundTripper.RoundTrip(r)
}

// A run that breaks off anywhere, in the types or in a dossier, is taken up by the next.
func TestVulAfterBreaking(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		half := 0
		requests := []int{1, 9, 37, 80, 150, 215}
		for n := 84; n < 130; n += 4 { // the types are there: these break off within a dossier
			requests = append(requests, n)
		}
		for _, requests := range requests {
			_, err := fill(t, s, &broken{memory(s), requests})
			if err != nil && !errors.Is(err, errBroken) {
				t.Fatalf("after %d requests: %s", requests, err)
			}
			list, _ := s.Root.List("/zaken/api/v1/zaken")
			half += strings.Count(fmt.Sprint(list), "in opbouw")
		}
		if half < 5 {
			t.Errorf("%d runs broke off within a dossier: the test tests little", half)
		}
		if _, err := fill(t, s, memory(s)); err != nil {
			t.Fatal(err)
		}
		whole(t, s)
	})
}

// whole says that everything is there once, and nothing by half.
func whole(t *testing.T, s *kit.Server) {
	t.Helper()
	for path, want := range map[string]int{
		"/catalogi/api/v1/catalogussen?domein=MEERD": 1, "/catalogi/api/v1/zaaktypen": 8, "/catalogi/api/v1/zaaktypen?status=alles": 8,
		"/catalogi/api/v1/informatieobjecttypen?status=alles": 15, "/catalogi/api/v1/besluittypen?status=alles": 5, "/autorisaties/api/v1/applicaties": 3,
	} {
		if got := count(s, path); got != want {
			t.Errorf("%s: %d, want %d", path, got, want)
		}
	}
	for n := 1; n <= dossiers; n++ {
		list, _ := s.Root.List(fmt.Sprintf("/zaken/api/v1/zaken?identificatie=VOORBEELD-%05d", n))
		if len(list) != 1 || !strings.Contains(fmt.Sprint(list[0]["kenmerken"]), "kenmerk:voorbeeld]") {
			t.Errorf("dossier %d is not there once and whole: %v", n, list)
		}
	}
	documents, n := s.Root.List("/documenten/api/v1/enkelvoudiginformatieobjecten")
	for _, d := range documents {
		if used, _ := s.Root.List("/documenten/api/v1/objectinformatieobjecten?informatieobject=" + d["url"].(string)); len(used) == 0 {
			t.Errorf("document %s belongs to nothing", d["identificatie"])
		}
	}
	if n < dossiers {
		t.Errorf("%d documents", n)
	}
}

func count(s *kit.Server, path string) int {
	_, n := s.Root.List(path)
	return n
}

// seen says what the two limited clients see.
func seen(t *testing.T, s *kit.Server) {
	t.Helper()
	reader, worker := s.Known(voorbeeld.Raadpleger), s.Known(voorbeeld.Behandelaar)
	list, n := reader.List("/zaken/api/v1/zaken")
	for _, z := range list {
		if z["vertrouwelijkheidaanduiding"] != "openbaar" {
			t.Errorf("%s sees %s", voorbeeld.Raadpleger, z["vertrouwelijkheidaanduiding"])
		}
	}
	if all := count(s, "/zaken/api/v1/zaken"); n == 0 || n >= all {
		t.Errorf("%s sees %d of %d zaken", voorbeeld.Raadpleger, n, all)
	}
	types := map[any]bool{}
	list, _ = worker.List("/zaken/api/v1/zaken")
	for _, z := range list {
		types[z["zaaktype"]] = true
	}
	if len(types) != 2 {
		t.Errorf("%s sees %d zaaktypen, want 2", voorbeeld.Behandelaar, len(types))
	}
}

// archive says that closed zaken have the archive terms of the selectielijst, and that papers can be read.
func archive(t *testing.T, s *kit.Server) {
	t.Helper()
	closed, n := s.Root.List("/zaken/api/v1/zaken?einddatum__isnull=false")
	for _, z := range closed {
		if z["archiefnominatie"] == nil || z["archiefnominatie"] == "vernietigen" && z["archiefactiedatum"] == nil {
			t.Errorf("%s is closed with archiefnominatie %v and archiefactiedatum %v", z["identificatie"], z["archiefnominatie"], z["archiefactiedatum"])
		}
	}
	if n == 0 {
		t.Error("no zaak is closed")
	}
	if count(s, "/besluiten/api/v1/besluiten") == 0 {
		t.Error("there are no besluiten")
	}
	documents, _ := s.Root.List("/documenten/api/v1/enkelvoudiginformatieobjecten")
	if paper := s.Root.Do("GET", documents[0]["url"].(string)+"/download", nil); !strings.HasPrefix(string(paper.Body), "%PDF-") {
		t.Errorf("a document is no PDF: %d %.40q", paper.Status, paper.Body)
	}
}

// A server that stops halfway ends the filling.
func TestVulStops(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		ctx, cancel := context.WithCancel(t.Context())
		err := voorbeeld.Vul(ctx, voorbeeld.Opdracht{
			Client: &zgw.Client{Base: s.URL, HTTP: &http.Client{Transport: memory(s)}, Token: func() (string, error) { return s.Root.Token, nil }},
			Zaken:  dossiers, Nu: time.Now, Meld: func(string) { cancel() },
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("ends with %v, want %v", err, context.Canceled)
		}
	})
}
