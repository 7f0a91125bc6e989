package documenten

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"meent/data"
	"meent/diensten/rest"
)

// Inhoud is the member inhoud of a document. In an answer it is the address where the contents are fetched; while a request
// is served it is a note of intake, which has taken the base64 of the client away: where the contents lie now and how large
// they are ("ab/cd/… 1234"), or what was wrong with them ("!invalid-base64"). What a client sends never comes this far.
type Inhoud string

var base64Faults = map[string]string{
	"invalid-base64":           "De inhoud is geen geldige base64: er staat een teken in dat daar niet in hoort.",
	"incorrect-base64-padding": "De inhoud is geen geldige base64: het einde ontbreekt. Vul aan met = tot een veelvoud van vier tekens.",
}

// Valid says what was wrong with the contents (drc-015).
func (i Inhoud) Valid() (code, reason string) {
	if _, _, ok := i.received(); ok || i == "" {
		return "", ""
	}
	code = strings.TrimPrefix(string(i), "!")
	if reason = base64Faults[code]; reason == "" {
		return "invalid", "De inhoud is een tekst in base64."
	}
	return code, reason
}

// received is where contents that just came in lie, and their size.
func (i Inhoud) received() (file string, size int, ok bool) {
	file, digits, ok := strings.Cut(string(i), " ")
	size, err := strconv.Atoi(digits)
	return file, size, ok && err == nil
}

// intake reads the body of a request and streams the contents in it to the folder of files, so that they are in memory
// nowhere. The rest of the body goes on as it came.
type intake struct {
	c    *rest.Call
	in   *bufio.Reader
	rest bytes.Buffer // the body without the contents
	kept []string     // contents that were put in the folder
}

// takeIn puts the contents in the body of r into the folder, and a note of them into the body instead.
func takeIn(c *rest.Call, r *http.Request) (*intake, error) {
	t := &intake{c: c, in: bufio.NewReaderSize(r.Body, 64<<10)}
	if err := t.body(); err != nil {
		t.undo(err)
		return nil, err
	}
	r.Body = io.NopCloser(&t.rest)
	return t, nil
}

// undo removes what was kept for a request that is refused. After another error the transaction may have been committed
// all the same: then Sweep decides.
func (t *intake) undo(err error) {
	if _, refused := errors.AsType[*rest.Problem](err); refused {
		removeFiles(t.c.Site, t.kept)
	}
}

// removeFiles removes contents that no row names any more. What fails is left to Sweep.
func removeFiles(s *rest.Site, names []string) {
	for _, name := range names {
		if err := s.Files.Remove(name); err != nil {
			s.Log.Warn("contents stay behind until the next sweep", "file", name, "error", err)
		}
	}
}

// body goes through the JSON, byte by byte, looking for the member inhoud of the outermost object. Whether it is JSON at
// all is for the kit to say, from what comes out.
func (t *intake) body() error {
	depth, name := 0, false // name: a text that begins here is the name of a member of the outermost object
	for {
		b, err := t.in.ReadByte()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the body: %w", err)
		}
		if t.rest.Len() >= int(t.c.Site.MaxBody) {
			return rest.NewProblem(http.StatusRequestEntityTooLarge, "request_entity_too_large", fmt.Sprintf("Dit verzoek is, zonder de inhoud van het document, groter dan %d bytes.", t.c.Site.MaxBody))
		}
		t.rest.WriteByte(b)
		switch b {
		case '{', '[':
			depth++
			name = b == '{' && depth == 1
		case '}', ']':
			depth--
			name = false
		case ',':
			name = depth == 1
		case '"':
			if err := t.text(name); err != nil {
				return err
			}
			name = false
		}
	}
}

// text copies a text whose opening quote is read. After one that is the name of the contents these follow.
func (t *intake) text(name bool) error {
	from := t.rest.Len() - 1
	for escaped := false; ; {
		b, err := t.in.ReadByte()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the body: %w", err)
		}
		if t.rest.Len() < int(t.c.Site.MaxBody) { // else the next round refuses the whole
			t.rest.WriteByte(b)
		}
		if b == '"' && !escaped {
			break
		}
		escaped = b == '\\' && !escaped
	}
	var text string
	if !name || json.Unmarshal(t.rest.Bytes()[from:], &text) != nil || text != "inhoud" {
		return nil
	}
	return t.value()
}

// value takes in the value of the member inhoud when it is a text; null and all else stay where they are.
func (t *intake) value() error {
	for {
		next, err := t.in.Peek(1)
		if err != nil {
			return nil // the end, or an error that body meets next
		}
		switch next[0] {
		case ' ', '\t', '\r', '\n', ':':
			_, _ = t.in.Discard(1) // it was peeked
			t.rest.WriteByte(next[0])
		case '"':
			_, _ = t.in.Discard(1)
			return t.contents()
		default:
			return nil
		}
	}
}

// contents streams base64 up to the closing quote into the folder.
func (t *intake) contents() error {
	if len(t.kept) > 0 {
		return rest.NewProblem(http.StatusBadRequest, "parse_error", "Het verzoek heeft het veld inhoud twee keer. Stuur het één keer.")
	}
	q := &quoted{in: t.in}
	blob, err := t.c.Site.Files.Put(t.c.Context(), base64.NewDecoder(base64.StdEncoding, q))
	if err == nil {
		t.kept = append(t.kept, blob.Name)
		t.note(blob.Name + " " + strconv.FormatInt(blob.Size, 10))
		return nil
	}
	_, corrupt := errors.AsType[base64.CorruptInputError](err)
	switch {
	case q.cut: // the body ends here, and the kit says so
		return nil
	case corrupt:
		t.note("!invalid-base64")
	case errors.Is(err, io.ErrUnexpectedEOF) && q.err == nil:
		t.note("!incorrect-base64-padding")
	default:
		return err
	}
	if _, err := io.Copy(io.Discard, q); err != nil && !q.cut {
		return err
	}
	return nil
}

func (t *intake) note(text string) { t.rest.WriteString(`"` + text + `"`) }

// quoted reads the inside of a JSON text up to its closing quote, escapes undone: some clients write \/ in base64.
type quoted struct {
	in   *bufio.Reader
	done bool  // the closing quote was read
	cut  bool  // there was none
	err  error // what the body failed with
}

func (q *quoted) Read(p []byte) (int, error) {
	if q.done {
		return 0, io.EOF
	}
	if _, err := q.in.Peek(1); err != nil {
		return 0, q.fail(err)
	}
	chunk, _ := q.in.Peek(min(q.in.Buffered(), len(p))) // it is in the buffer
	n := bytes.IndexAny(chunk, `"\`)
	if n < 0 {
		n = len(chunk)
	}
	if n > 0 {
		copy(p, chunk[:n])
		_, _ = q.in.Discard(n)
		return n, nil
	}
	_, _ = q.in.Discard(1)
	if chunk[0] == '"' {
		q.done = true
		return 0, io.EOF
	}
	b, err := q.escape()
	if err != nil {
		return 0, q.fail(err)
	}
	p[0] = b
	return 1, nil
}

func (q *quoted) fail(err error) error {
	if errors.Is(err, io.EOF) {
		q.cut = true
		return io.ErrUnexpectedEOF
	}
	q.err = err
	return err
}

// escape is the character that a backslash and what follows stand for; one that base64 cannot hold is a '?'.
func (q *quoted) escape() (byte, error) {
	b, err := q.in.ReadByte()
	if err != nil {
		return 0, err
	}
	switch b {
	case '/':
		return '/', nil
	case 'n', 'r':
		return '\n', nil
	case 'u':
		digits, err := q.in.Peek(4)
		if err != nil {
			return 0, err
		}
		code, err := strconv.ParseUint(string(digits), 16, 16)
		_, _ = q.in.Discard(4)
		if err != nil || code > 0x7f {
			return '?', nil
		}
		return byte(code), nil
	}
	return '?', nil
}

// contentsOf opens the contents that a row names.
func contentsOf(s *rest.Site, file string) (io.ReadSeekCloser, error) {
	if file == empty {
		return nothing{bytes.NewReader(nil)}, nil
	}
	f, err := s.Files.Open(file)
	if errors.Is(err, data.ErrNotFound) { // not the client's fault: no 404
		return nil, fmt.Errorf("contents are gone from the folder of files: %s", file)
	}
	return f, err
}

// empty is what a row names as the contents of a document of no bytes: there is no file of it.
const empty = "-"

type nothing struct{ *bytes.Reader }

func (nothing) Close() error { return nil }
