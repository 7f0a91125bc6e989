package voorbeeld_test

import (
	"net/http"
	"testing"
	"time"

	"meent/integratie/zgw"
	"meent/proces/voorbeeld"
	"meent/proef/kit"
)

// The people of Meerdam look at their strategie again twice, and expect some milestones in other quarters: once, however often a
// week is played (§14, 2).
func TestBewegingHerijkt(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		o := voorbeeld.Opdracht{
			Client: &zgw.Client{Base: s.URL, HTTP: &http.Client{Transport: memory(s)}, Token: func() (string, error) { return s.Root.Token, nil }},
			Nu:     time.Now, Meld: func(string) {},
		}
		begin := time.Now()
		if _, err := voorbeeld.NieuweStroom(t.Context(), o, begin, 1); err != nil { // it makes the types
			t.Fatal(err)
		}
		kaart := s.With("kaart", map[string]any{"component": "transitie", "scopes": []string{"transitie.lezen", "transitie.namens"}})
		b, err := voorbeeld.NieuweBeweging(t.Context(), o, func(w voorbeeld.Wie) *zgw.Client {
			return &zgw.Client{Base: s.URL, HTTP: &http.Client{Transport: memory(s)}, Token: func() (string, error) { return kaart.As(w.Naam, w.Claims()).Token, nil }}
		}, begin)
		if err != nil {
			t.Fatal(err)
		}
		for _, week := range []int{-voorbeeld.Aanloop, -28, -28, -3, -28, -3} {
			if err := b.Week(t.Context(), week); err != nil {
				t.Fatal(err)
			}
		}
		list, _ := s.Root.List("/transitie/api/v1/strategieen")
		koers := s.Root.Get(list[0]["url"].(string) + "/koers")
		kept := koers["herijkingen"].([]any)
		if len(kept) != 2 {
			t.Fatalf("%d herijkingen, want 2: %v", len(kept), kept)
		}
		if door := kept[0].(map[string]any)["door"].(map[string]any)["naam"]; door != "Iris van Dam" {
			t.Errorf("by %v", door)
		}
		was := map[any]any{}
		for _, m := range koers["toen"].([]any) {
			m := m.(map[string]any)
			was[m["titel"]] = m["venster"]
		}
		later, eerder, zonder := 0, 0, 0
		now, _ := s.Root.List("/transitie/api/v1/mijlpalen?pageSize=100")
		for _, m := range now {
			if m["spoor"] == "" {
				zonder++
			}
			if m["venster"] == nil || was[m["titel"]] == nil {
				continue
			}
			is, stond := m["venster"].(map[string]any)["tot"].(string), was[m["titel"]].(map[string]any)["tot"].(string)
			switch {
			case is > stond:
				later++
			case is < stond:
				eerder++
			}
		}
		if later != 1 || eerder != 1 || zonder != 2 {
			t.Errorf("%d later, %d earlier, %d without a track; want 1, 1 and 2", later, eerder, zonder)
		}
	})
}
