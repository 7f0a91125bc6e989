package data_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"meent/data"
)

func folder(t *testing.T) (*data.Folder, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "bestanden")
	f, err := data.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() }) // nothing is written at the end
	return f, dir
}

func put(t *testing.T, f *data.Folder, content string) data.Blob {
	t.Helper()
	b, err := f.Put(t.Context(), strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func files(t *testing.T, dir string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestFolder(t *testing.T) {
	f, _ := folder(t)
	for _, content := range []string{"", "een brief", strings.Repeat("x", 3<<20)} {
		b := put(t, f, content)
		sum := sha256.Sum256([]byte(content))
		if b.Size != int64(len(content)) || b.SHA256 != hex.EncodeToString(sum[:]) {
			t.Errorf("got %+v for %d bytes with hash %x", b, len(content), sum)
		}
		r, err := f.Open(b.Name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil || string(got) != content {
			t.Errorf("read %d bytes, %v; want %d", len(got), err, len(content))
		}
		if _, err := r.Seek(0, io.SeekStart); err != nil {
			t.Errorf("seek: %v", err)
		}
		if err := r.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
		for range 2 {
			if err := f.Remove(b.Name); err != nil {
				t.Errorf("remove: %v", err)
			}
		}
		if _, err := f.Open(b.Name); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("open what was removed: got %v, want ErrNotFound", err)
		}
	}
}

func TestFolderNames(t *testing.T) {
	f, dir := folder(t)
	outside := filepath.Join(filepath.Dir(dir), "geheim")
	if err := os.WriteFile(outside, []byte("geheim"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", ".", "../geheim", outside, "binnen", "ab/cd/ef", "/", "ab/../../geheim"} {
		if _, err := f.Open(name); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("open %q: got %v, want ErrNotFound", name, err)
		}
		if err := f.Remove(name); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("remove %q: got %v, want ErrNotFound", name, err)
		}
	}
	if _, err := os.Stat(outside); err != nil {
		t.Error(err)
	}
}

type brokenReader struct{ left int }

func (r *brokenReader) Read(p []byte) (int, error) {
	if r.left--; r.left < 0 {
		return 0, errOwn
	}
	return len(p), nil
}

func TestFolderFailedPut(t *testing.T) {
	f, dir := folder(t)
	if _, err := f.Put(t.Context(), &brokenReader{left: 3}); !errors.Is(err, errOwn) {
		t.Errorf("a reader that fails: got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.Put(ctx, strings.NewReader("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled put: got %v", err)
	}
	if left := files(t, dir); len(left) != 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestFolderSweep(t *testing.T) {
	f, dir := folder(t)
	kept, orphan, young := put(t, f, "een"), put(t, f, "twee"), put(t, f, "drie")
	half := filepath.Join(dir, "binnen", "half")
	foreign := filepath.Join(dir, "LEESMIJ")
	for _, path := range []string{half, foreign} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().Add(-24 * time.Hour)
	for _, path := range []string{half, foreign, filepath.Join(dir, kept.Name), filepath.Join(dir, orphan.Name)} {
		if err := os.Chtimes(path, yesterday, yesterday); err != nil {
			t.Fatal(err)
		}
	}
	n, err := f.Sweep(t.Context(), time.Now().Add(-time.Hour), func(name string) bool { return name == kept.Name })
	if err != nil || n != 2 {
		t.Errorf("swept %d, %v; want 2: the orphan and the half file", n, err)
	}
	left := strings.Join(files(t, dir), " ")
	for _, name := range []string{kept.Name, young.Name, "LEESMIJ"} {
		if !strings.Contains(left, name) {
			t.Errorf("%s is gone", name)
		}
	}
	if len(files(t, dir)) != 3 {
		t.Errorf("left: %s", left)
	}
}
