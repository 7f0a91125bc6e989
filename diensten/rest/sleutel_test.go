package rest

import (
	"crypto/ed25519"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestKeys(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sleutel")
	if _, err := OpenKeys(path, false); !os.IsNotExist(err) {
		t.Fatalf("a file that is not there: %v", err)
	}
	k, err := OpenKeys(path, true)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the file is not for its owner only: %v %v", info.Mode(), err)
	}
	sealed, err := k.Seal("registers", "geheim woord")
	if err != nil || strings.Contains(sealed, "geheim") {
		t.Fatalf("sealed as %q: %v", sealed, err)
	}
	again, err := OpenKeys(path, true)
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := again.Open("registers", sealed); err != nil || plain != "geheim woord" {
		t.Errorf("opened as %q: %v", plain, err)
	}
	if _, err := again.Open("iets anders", sealed); err == nil {
		t.Error("opened for another purpose")
	}
	other, err := NewKeys(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Open("registers", sealed); err == nil {
		t.Error("opened with another key")
	}
	mine, err := k.Signer()
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := again.Signer()
	if err != nil || !ed25519.PrivateKey(mine).Equal(theirs) {
		t.Errorf("the same file signs otherwise: %v", err)
	}
	if _, err := (*Keys)(nil).Seal("registers", "x"); err == nil {
		t.Error("sealed without a key")
	}
	if _, err := NewKeys([]byte("kort")); err == nil {
		t.Error("a short key was taken")
	}
}
