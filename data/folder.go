package data

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Folder keeps the contents of files in a folder on disk, each under a name of its own that it never gives out again. It
// is safe for use by many goroutines and processes.
type Folder struct{ root *os.Root }

// Blob is the content of a file as a Folder keeps it.
type Blob struct {
	Name   string // what Open and Remove call it
	Size   int64
	SHA256 string // in hexadecimal digits
}

// incoming is the subfolder for what is being written.
const incoming = "binnen"

// OpenFolder opens a folder, and makes it where there is none.
func OpenFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open the folder of files: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the folder of files: %w", err)
	}
	if err := root.MkdirAll(incoming, 0o700); err != nil {
		return nil, errors.Join(fmt.Errorf("open the folder of files: %w", err), root.Close())
	}
	return &Folder{root}, nil
}

// Close gives the folder back.
func (f *Folder) Close() error { return f.root.Close() }

// Put reads r to its end and keeps what it gave. When Put returns, the content survives a power cut; when it fails,
// nothing is kept. The row that names the blob is written after it, so that no row ever names what is not there.
func (f *Folder) Put(ctx context.Context, r io.Reader) (Blob, error) {
	id := uuid.NewString()
	temp := path.Join(incoming, id)
	b := Blob{Name: path.Join(id[:2], id[2:4], id)}
	err := f.write(ctx, temp, r, &b)
	if err == nil {
		err = f.settle(temp, b.Name)
	}
	if err != nil {
		_ = f.root.Remove(temp) // Sweep finds what stays behind
		return Blob{}, fmt.Errorf("keep a file: %w", err)
	}
	return b, nil
}

func (f *Folder) write(ctx context.Context, name string, r io.Reader, b *Blob) error {
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer file.Close() // twice when all goes well, which is no harm
	hash := sha256.New()
	b.Size, err = io.Copy(io.MultiWriter(file, hash), contextReader{ctx, r})
	if err != nil {
		return err
	}
	b.SHA256 = hex.EncodeToString(hash.Sum(nil))
	if err := file.Sync(); err != nil {
		return err
	}
	return file.Close()
}

// settle gives a written file its name, and makes the name last: a folder that is new is itself a name in the one above.
func (f *Folder) settle(temp, name string) error {
	dir := path.Dir(name)
	if err := f.root.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if err := f.root.Rename(temp, name); err != nil {
		return err
	}
	return errors.Join(f.syncDir(dir), f.syncDir(path.Dir(dir)), f.syncDir("."))
}

func (f *Folder) syncDir(dir string) error {
	d, err := f.root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// contextReader stops reading when its context is done.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (r contextReader) Read(p []byte) (int, error) {
	if r.ctx.Err() != nil {
		return 0, context.Cause(r.ctx)
	}
	return r.r.Read(p)
}

// Open opens a blob for reading, or says ErrNotFound.
func (f *Folder) Open(name string) (io.ReadSeekCloser, error) {
	if !isBlobName(name) {
		return nil, fmt.Errorf("open the file %q: %w", name, ErrNotFound)
	}
	file, err := f.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("open the file %q: %w", name, ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("open the file %q: %w", name, err)
	}
	return file, nil
}

// Remove removes a blob. One that is not there is no error: it may be removed twice.
func (f *Folder) Remove(name string) error {
	if !isBlobName(name) {
		return fmt.Errorf("remove the file %q: %w", name, ErrNotFound)
	}
	if err := f.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the file: %w", err)
	}
	return nil
}

// Sweep removes what was written before a moment and keep does not want, and says how many those were. Blobs younger than
// that may belong to a transaction that is not over yet.
func (f *Folder) Sweep(ctx context.Context, before time.Time, keep func(name string) bool) (removed int, err error) {
	err = fs.WalkDir(f.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && ctx.Err() != nil {
			err = context.Cause(ctx)
		}
		if err != nil || d.IsDir() {
			return err
		}
		ours := isBlobName(name) || path.Dir(name) == incoming
		if !ours || !f.isOlder(d, before) || path.Dir(name) != incoming && keep(name) {
			return nil
		}
		if err := f.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		removed++
		return nil
	})
	if err != nil {
		return removed, fmt.Errorf("sweep the folder of files: %w", err)
	}
	return removed, nil
}

func (f *Folder) isOlder(d fs.DirEntry, moment time.Time) bool {
	info, err := d.Info()
	return err == nil && info.ModTime().Before(moment) // what vanished meanwhile is not ours to remove
}

// isBlobName says whether a name is one that Put gives.
func isBlobName(name string) bool {
	parts := strings.Split(name, "/")
	if len(parts) != 3 || uuid.Validate(parts[2]) != nil || len(parts[2]) != 36 {
		return false
	}
	return parts[0] == parts[2][:2] && parts[1] == parts[2][2:4]
}
