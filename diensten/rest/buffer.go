package rest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"meent/diensten/zgw"
)

// buffer gathers the bytes of an answer. Stored documents are copied into it as they are but for the marker, in whose
// place comes the public address.
type buffer struct {
	b    []byte
	site *Site
}

var buffers = sync.Pool{New: func() any { return &buffer{b: make([]byte, 0, 64<<10)} }}

func newBuffer(s *Site) *buffer {
	b := buffers.Get().(*buffer)
	b.b, b.site = b.b[:0], s
	return b
}

// free gives the buffer back; a very large one is left to the garbage collector.
func (b *buffer) free() {
	b.site = nil
	if cap(b.b) <= 1<<20 {
		buffers.Put(b)
	}
}

func (b *buffer) text(s string) { b.b = append(b.b, s...) }

// stored appends what may hold markers.
func (b *buffer) stored(src []byte) { b.b = b.site.expandMarkers(b.b, src) }

// item appends an element of a list, with a comma where one belongs.
func (b *buffer) item(stored []byte) {
	if n := len(b.b); n > 0 && b.b[n-1] != '[' {
		b.b = append(b.b, ',')
	}
	b.stored(stored)
}

// row appends the document of a row as an element of a list.
func (b *buffer) row(body, afgeleid []byte) {
	if len(afgeleid) == 0 {
		b.item(body)
		return
	}
	b.item(body[:len(body)-1])
	b.stored(afgeleid)
	b.b = append(b.b, '}')
}

// expandMarkers appends src with the public address in place of each marker.
func (s *Site) expandMarkers(dst, src []byte) []byte {
	for {
		i := bytes.IndexByte(src, zgw.Marker[0])
		if i < 0 {
			return append(dst, src...)
		}
		dst = append(dst, src[:i]...)
		dst = append(dst, s.BaseURL...)
		src = src[i+1:]
	}
}

// Public is an address as clients see it.
func (s *Site) Public(u zgw.URL) string {
	if path, ok := u.Local(); ok {
		return s.BaseURL + path
	}
	return string(u)
}

// Local is an address as it is stored: one of ours with the marker.
func (s *Site) Local(address string) zgw.URL { return zgw.URL(localise(address, s.BaseURL)) }

// Expand is a stored document as clients see it.
func (s *Site) Expand(stored []byte) []byte { return s.expandMarkers(nil, stored) }

// send writes the answer.
func (b *buffer) send(w http.ResponseWriter, r *http.Request, status int) error {
	return sendBytes(w, r, status, b.b)
}

func sendBytes(w http.ResponseWriter, r *http.Request, status int, body []byte) error {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the client went away: nobody is left to tell
	}
	return nil
}

// answer sends the document of a row after a write.
func (c *Call) answer(w http.ResponseWriter, r *http.Request, status int, s *Stored) error {
	buf := newBuffer(c.Site)
	defer buf.free()
	buf.row(s.Body, s.Afgeleid)
	w.Header().Set("ETag", etag(buf.b))
	return sendBytes(w, r, status, buf.b)
}

// etag is the strong ETag of what a client sees (G-40).
func etag(body []byte) string {
	sum := sha256.Sum256(body)
	dst := make([]byte, 0, 34)
	dst = append(dst, '"')
	dst = hex.AppendEncode(dst, sum[:16])
	return string(append(dst, '"'))
}

// etagIn says whether a header holds the ETag, or *.
func etagIn(header, tag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
		if part == "*" || part == tag {
			return true
		}
	}
	return false
}
