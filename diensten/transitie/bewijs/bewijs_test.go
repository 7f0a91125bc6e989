package bewijs

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// key is a private key made from a number.
func key(n byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{n}, ed25519.SeedSize))
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// meting is one made up from a number.
func meting(n int) Meting {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	return Meting{
		Toets: "https://gemeente.example/transitie/api/v1/toetsen/1", ToetsDigest: must(Digest(n)), Versie: 1, Sonde: "zgw.binnenTermijn",
		Van: "2026-07-01", Tot: "2026-09-30", Peildatum: "2026-10-01", Gezien: 3, Totaal: 40,
		Waarde: new(r.Float64()), Onder: new(r.Float64()), N: r.IntN(1000), Teller: r.IntN(1000), Uitkomst: "geslaagd",
		InvoerDigest: must(Digest(n + 1)), Delen: []string{"", "ab", "é €"}, Binair: "0.1", Gestart: "2026-10-01T02:00:00Z", Klaar: "2026-10-01T02:00:01Z",
	}
}

// bundle is a chain of n records, signed with one key and after the half of it with the next.
func bundle(n int) Bundel {
	first, second := key(1), key(2)
	b := Bundel{Sleutels: []Sleutel{must(Eerste(first, "2026-01-01")), must(Opvolger(Met(first), second, "2026-07-01"))}}
	by := Met(first)
	var last *Schakel
	for i := range n {
		if i == n/2 {
			by = Met(second)
		}
		s := must(Voeg(last, meting(i), by))
		b.Schakels = append(b.Schakels, s)
		last = &b.Schakels[i]
	}
	return b
}

func anchor() string { return Met(key(1)).ID() }

// RFC 8785: the example of the standard.
func TestCanonical(t *testing.T) {
	in := `{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`
	want := `{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`
	if got := string(must(Kanoniek(json.RawMessage(in)))); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if a, b := must(Digest(map[string]any{"b": 1, "a": 2})), must(Digest(json.RawMessage(`{ "a":2.0, "b":1 }`))); a != b {
		t.Errorf("the same value has two digests, %s and %s", a, b)
	}
}

// §15.3: a chain that is whole is found whole, also over a change of keys.
func TestWhole(t *testing.T) {
	b := bundle(40)
	text := must(b.Tekst())
	if _, err := Lees(text, anchor(), b.Schakels[39].Digest); err != nil {
		t.Fatal(err)
	}
	if err := Controleer(nil, must(Bos(anchor(), b.Sleutels)), ""); err != nil {
		t.Errorf("an empty chain: %v", err)
	}
}

// §15.3: change one byte anywhere, and it is seen.
func TestOneByte(t *testing.T) {
	b := bundle(2)
	text, head := must(b.Tekst()), b.Schakels[1].Digest
	for i := range text {
		for _, other := range []byte{text[i] ^ 1, text[i] ^ 0x20} {
			changed := slices.Clone(text)
			changed[i] = other
			if _, err := Lees(changed, anchor(), head); err == nil {
				t.Fatalf("byte %d from %q to %q is not seen: …%s…", i, text[i], other, text[max(0, i-30):min(len(text), i+30)])
			}
		}
		if _, err := Lees(slices.Delete(slices.Clone(text), i, i+1), anchor(), head); err == nil {
			t.Fatalf("byte %d left out is not seen", i)
		}
	}
}

// Whoever breaks the chain is found at the first record that does not hold.
func TestFirstBreak(t *testing.T) {
	resign := func(s *Schakel, by Ondertekenaar) { // as somebody would who can sign
		before := &Schakel{Nummer: s.Nummer - 1, Digest: s.Vorige}
		*s = must(Voeg(before, s.Inhoud, by))
	}
	other := func(s *Schakel) { s.Inhoud = must(Kanoniek(meting(99))) }
	for _, test := range []struct {
		name   string
		change func(b *Bundel) []Schakel
		place  int
		why    string
	}{
		{"another value", func(b *Bundel) []Schakel { other(&b.Schakels[4]); return b.Schakels }, 5, "De inhoud is veranderd nadat er getekend is."},
		{"another value, signed anew: the next does not follow", func(b *Bundel) []Schakel {
			other(&b.Schakels[4])
			resign(&b.Schakels[4], Met(key(1)))
			return b.Schakels
		}, 6, "Hij sluit niet aan op de meting ervoor. Er is er een weg, of de volgorde is veranderd."},
		{"one left out", func(b *Bundel) []Schakel { return slices.Delete(b.Schakels, 4, 5) }, 5, "Hij sluit niet aan op de meting ervoor. Er is er een weg, of de volgorde is veranderd."},
		{"two changed places", func(b *Bundel) []Schakel {
			b.Schakels[4], b.Schakels[5] = b.Schakels[5], b.Schakels[4]
			return b.Schakels
		}, 5, "Hij sluit niet aan op de meting ervoor. Er is er een weg, of de volgorde is veranderd."},
		{"a strange key", func(b *Bundel) []Schakel { resign(&b.Schakels[11], Met(key(9))); return b.Schakels }, 12, "Hij is getekend met een sleutel die niet van deze organisatie is."},
		{"an old key", func(b *Bundel) []Schakel { resign(&b.Schakels[11], Met(key(1))); return b.Schakels }, 12, "Hij is getekend met een oude sleutel, nadat die was vervangen."},
		{"another signature", func(b *Bundel) []Schakel {
			b.Schakels[2].Handtekening = b.Schakels[3].Handtekening
			return b.Schakels
		}, 3, "De handtekening klopt niet."},
		{"content that is no JSON", func(b *Bundel) []Schakel { b.Schakels[2].Inhoud = json.RawMessage(`{`); return b.Schakels }, 3, "De inhoud is niet te lezen."},
		{"content with a space", func(b *Bundel) []Schakel {
			b.Schakels[2].Inhoud = append(b.Schakels[2].Inhoud, ' ')
			return b.Schakels
		}, 3, "De inhoud is niet te lezen."},
		{"the last one gone", func(b *Bundel) []Schakel { return b.Schakels[:11] }, 12, "De laatste metingen ontbreken."},
		{"all gone", func(b *Bundel) []Schakel { return nil }, 1, "De laatste metingen ontbreken."},
	} {
		b := bundle(12)
		head := b.Schakels[11].Digest
		keys := must(Bos(anchor(), b.Sleutels))
		chain := test.change(&b)
		if n := len(chain); n == 12 && chain[11].Digest != head {
			head = chain[11].Digest
		}
		var broken *Breuk
		if err := Controleer(chain, keys, head); !errors.As(err, &broken) || broken.Plaats != test.place || broken.Waarom != test.why {
			t.Errorf("%s: %v, want record %d: %s", test.name, err, test.place, test.why)
		}
	}
}

// §11: a new key is signed by the old one.
func TestKeys(t *testing.T) {
	good := bundle(0).Sleutels
	third := must(Opvolger(Met(key(2)), key(3), "2026-09-01"))
	for name, change := range map[string]func() (string, []Sleutel){
		"no keys":                          func() (string, []Sleutel) { return anchor(), nil },
		"another first key":                func() (string, []Sleutel) { return Met(key(7)).ID(), good },
		"the first left out":               func() (string, []Sleutel) { return anchor(), good[1:] },
		"one left out":                     func() (string, []Sleutel) { return anchor(), []Sleutel{good[0], third} },
		"a key twice":                      func() (string, []Sleutel) { return anchor(), append(slices.Clone(good), good[1]) },
		"a key that nobody handed over to": func() (string, []Sleutel) { return anchor(), append(slices.Clone(good), must(Eerste(key(3), "x"))) },
		"a key that an older one signed": func() (string, []Sleutel) {
			return anchor(), append(slices.Clone(good), must(Opvolger(Met(key(1)), key(3), "x")))
		},
		"another day": func() (string, []Sleutel) { k := slices.Clone(good); k[1].Van = "2026-01-02"; return anchor(), k },
		"another key under the same name": func() (string, []Sleutel) {
			k := slices.Clone(good)
			k[1].Publiek = good[0].Publiek
			return anchor(), k
		},
		"a key that is none":                 func() (string, []Sleutel) { k := slices.Clone(good); k[1].Publiek = "AA"; return anchor(), k },
		"a first key that claims a handover": func() (string, []Sleutel) { k := slices.Clone(good); k[0].Vorige = "x"; return anchor(), k },
	} {
		first, keys := change()
		if _, err := Bos(first, keys); err == nil {
			t.Errorf("%s: not seen", name)
		}
	}
	if _, err := Bos(anchor(), append(slices.Clone(good), third)); err != nil {
		t.Errorf("three keys: %v", err)
	}
	if _, err := Eerste(nil, "x"); err == nil {
		t.Error("a key that is none is taken")
	}
	if _, err := Voeg(nil, 1, Ondertekenaar{}); err == nil {
		t.Error("a record is signed without a key")
	}
}

// R10, §15.3: made again, 1,000 metingen have the same digest and the same signature; another value has another.
func TestAgain(t *testing.T) {
	seen := map[string]int{}
	for n := range 1000 {
		a, b := must(Voeg(nil, meting(n), Met(key(1)))), must(Voeg(nil, meting(n), Met(key(1))))
		if a.Digest != b.Digest || a.Handtekening != b.Handtekening {
			t.Fatalf("meting %d made again differs", n)
		}
		if before, twice := seen[a.Digest]; twice {
			t.Fatalf("metingen %d and %d have one digest", before, n)
		}
		seen[a.Digest] = n
		later := meting(n)
		later.Binair, later.Gestart, later.Klaar = "0.2", "2027-01-01T00:00:00Z", "2027-01-01T00:00:01Z"
		if !later.ZelfdeUitslag(meting(n)) {
			t.Fatalf("meting %d measured again later is another result", n)
		}
		if later.Teller++; later.ZelfdeUitslag(meting(n)) {
			t.Fatalf("meting %d with another count is the same result", n)
		}
	}
}

// Nothing that can be handed over makes the verifier panic, and nothing but the bundle itself passes.
func FuzzLees(f *testing.F) {
	b := bundle(3)
	text, head := must(b.Tekst()), b.Schakels[2].Digest
	f.Add(text)
	f.Add([]byte(`{"schakels":[{"inhoud":null}],"sleutels":[{}]}`))
	f.Add([]byte(fmt.Sprintf(`{"schakels":[],"sleutels":[%s]}`, must(Kanoniek(b.Sleutels[0])))))
	f.Fuzz(func(t *testing.T, in []byte) {
		if _, err := Lees(in, anchor(), head); err == nil && !bytes.Equal(in, text) {
			t.Errorf("another text passes: %s", hex.EncodeToString(in))
		}
		var loose Bundel
		if json.Unmarshal(in, &loose) == nil {
			if keys, err := Bos(anchor(), loose.Sleutels); err == nil {
				_ = Controleer(loose.Schakels, keys, "") // must not panic; a shorter chain may well hold
			}
		}
	})
}
