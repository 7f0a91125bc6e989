package zgw

import (
	"encoding/json"
	"errors"
	"testing"
)

// valuer is what every word of this package can do.
type valuer interface {
	Valid() (code, reason string)
}

func wantCode(t *testing.T, v valuer, want string) {
	t.Helper()
	code, reason := v.Valid()
	if code != want {
		t.Errorf("%#v: code %q, want %q (%s)", v, code, want, reason)
	}
	if (code == "") != (reason == "") {
		t.Errorf("%#v: code %q and reason %q do not go together", v, code, reason)
	}
}

func TestEmptyIsValid(t *testing.T) {
	for _, v := range []valuer{URL(""), Date(""), Time(""), Duration(""), RSIN(""), BSN(""), Geometry(nil),
		Vertrouwelijkheid(""), Archiefnominatie(""), ObjectType(""), Component("")} {
		wantCode(t, v, "")
	}
}

func TestDecodeText(t *testing.T) {
	for in, want := range map[string]string{`"a\"b"`: `a"b`, `2`: "2", `-1.5`: "-1.5", `null`: "", `""`: ""} {
		if got, err := decodeText([]byte(in)); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", in, got, err, want)
		}
	}
	for _, in := range []string{`true`, `{}`, `["a"]`, ``} {
		if got, err := decodeText([]byte(in)); !errors.Is(err, ErrShape) {
			t.Errorf("%s: %q, %v; want ErrShape", in, got, err)
		}
	}
}

func TestJSON(t *testing.T) {
	type record struct {
		URL   URL
		Ref   *URL
		Date  Date
		Time  Time
		Dur   Duration
		RSIN  RSIN
		Place Geometry
		Free  JSON
		Keus  Vertrouwelijkheid
	}
	tests := []struct{ name, in, out string }{
		{"null", `{"URL":null,"Ref":null,"Date":null,"Time":null,"Dur":null,"RSIN":null,"Place":null,"Free":null}`,
			`{"URL":"","Ref":null,"Date":null,"Time":null,"Dur":null,"RSIN":"","Place":null,"Free":null,"Keus":""}`},
		{"absent", `{}`,
			`{"URL":"","Ref":null,"Date":null,"Time":null,"Dur":null,"RSIN":"","Place":null,"Free":null,"Keus":""}`},
		{"filled", `{"URL":"https://a.nl","Ref":"\u0001/x","Date":"2020-02-29","Time":"2020-01-01T12:00:00+01:00","Dur":"P1Y","RSIN":123456782,"Place":{"type":"Point","coordinates":[1,2]},"Free":[1],"Keus":"intern"}`,
			`{"URL":"https://a.nl","Ref":"\u0001/x","Date":"2020-02-29","Time":"2020-01-01T11:00:00Z","Dur":"P1Y","RSIN":"123456782","Place":{"type":"Point","coordinates":[1,2]},"Free":[1],"Keus":"intern"}`},
		{"nonsense is kept", `{"Date":"morgen","Time":"straks","Dur":"lang"}`,
			`{"URL":"","Ref":null,"Date":"morgen","Time":"straks","Dur":"lang","RSIN":"","Place":null,"Free":null,"Keus":""}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var r record
			if err := json.Unmarshal([]byte(test.in), &r); err != nil {
				t.Fatal(err)
			}
			if got, err := json.Marshal(r); err != nil || string(got) != test.out {
				t.Errorf("got  %s (%v)\nwant %s", got, err, test.out)
			}
		})
	}
}

func TestJSONKeepsItsOwnBytes(t *testing.T) {
	in := []byte(`[1,2]`)
	var first, second JSON
	if err := first.UnmarshalJSON(in); err != nil {
		t.Fatal(err)
	}
	second = first
	if err := first.UnmarshalJSON([]byte(`[3,4]`)); err != nil {
		t.Fatal(err)
	}
	in[1] = '9'
	if string(second) != `[1,2]` {
		t.Errorf("a later decode changed an earlier value: %s", second)
	}
}
