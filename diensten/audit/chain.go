package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"strconv"

	"meent/data"
	"meent/diensten/zgw"
)

// row is a line as it lies in its table: what the digest is over.
type row struct {
	id, main, place               int64
	uuid, resource, body, written []byte
}

// digester makes the digest of one line after the other.
type digester struct {
	hash hash.Hash
	text []byte
}

func newDigester() *digester { return &digester{hash: sha256.New()} }

// next is the digest of a line and the one before it: SHA-256 over the digest before it, its place, and its columns as they lie
// there, each text with its length before it so that none runs into the next.
func (d *digester) next(before string, r row) string {
	d.hash.Reset()
	head := d.text[:0]
	head = append(head, before...)
	for _, n := range []int64{r.place, r.id, r.main} {
		head = binary.BigEndian.AppendUint64(head, uint64(n))
	}
	d.hash.Write(head)
	for _, text := range [][]byte{r.uuid, r.resource, r.body, r.written} {
		head = binary.BigEndian.AppendUint64(head[:0], uint64(len(text)))
		d.hash.Write(head)
		d.hash.Write(text)
	}
	d.text = d.hash.Sum(head[:0])
	return hex.EncodeToString(d.text)
}

// Chain is the logboek of a register as it stands.
type Chain struct {
	Places int64    // how many lines hang on it
	Digest string   // of the last; "" when there is none
	Since  zgw.Time // since when it is kept; "" when nothing was written yet. What lies before it was hung on it that day
	Last   zgw.Time // when the last line that holds was written
}

// Break is the first place where a chain does not hold.
type Break struct {
	Place   int64    // from 1; 0 for a line that has no place on it
	UUID    string   // of the line; "" when it is gone
	Written zgw.Time // when it was written, as it says itself; of a line that is gone: of the one before it
	Why     string   // in Dutch, one sentence
}

// Append adds lines at the end of the chain of a register, in their order. It holds the end until the transaction is over, so that
// writers follow one another: call it last. The first time, it hangs the lines that lie there already on the chain.
func Append(tx data.Tx, register string, lines []Line) error {
	head, err := tx.One("select plaats, digest, sinds from ketens where register = $1"+tx.ForUpdate(), register)
	if err != nil {
		return fmt.Errorf("chain of %s: %w", register, err)
	}
	place, last, since := head.Int(0), head.Text(1), head.Text(2)
	now := string(zgw.TimeOf(tx.Now()))
	d := newDigester()
	if since == "" {
		since = now
		if place, last, err = hang(tx, d, register); err != nil {
			return err
		}
	}
	for _, l := range lines {
		id, err := tx.NewID()
		if err != nil {
			return err
		}
		place++
		last = d.next(last, row{id: id, main: l.Main, place: place, uuid: []byte(l.UUID), resource: []byte(l.Resource), body: l.Body, written: []byte(now)})
		err = tx.Exec("insert into audit (id, uuid, hoofd, resource, body, gemaakt, keten, plaats, digest) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
			id, l.UUID, l.Main, l.Resource, l.Body, now, register, place, last)
		if err != nil {
			return fmt.Errorf("audit of %s: %w", l.Resource, err)
		}
	}
	return tx.Exec("update ketens set plaats = $2, digest = $3, sinds = $4 where register = $1", register, place, last, since)
}

// loose says of a line that it is of a register and hangs on no chain: what the index audit_los holds.
func loose(register string) string {
	const from = 46 // after {"uuid":" and the uuid
	is := `","bron":"` + register + `"`
	return "keten is null and substr(body, " + strconv.Itoa(from) + ", " + strconv.Itoa(len(is)) + ") = '" + is + "'"
}

// hangAtOnce is how many lines are read before they are hung.
const hangAtOnce = 500

// hang puts the lines that lie there on the chain, the oldest first.
func hang(tx data.Tx, d *digester, register string) (place int64, last string, err error) {
	type hung struct {
		id     int64
		digest string
	}
	for {
		var list []hung
		for r, err := range tx.Query("select id, hoofd, uuid, resource, body, gemaakt from audit where "+loose(register)+" order by id limit $1", int64(hangAtOnce)) {
			if err != nil {
				return 0, "", fmt.Errorf("chain of %s: %w", register, err)
			}
			last = d.next(last, row{id: r.Int(0), main: r.Int(1), place: place + int64(len(list)) + 1, uuid: r.Bytes(2), resource: r.Bytes(3), body: r.Bytes(4), written: r.Bytes(5)})
			list = append(list, hung{r.Int(0), last})
		}
		for _, h := range list {
			place++
			if err := tx.Exec("update audit set keten = $2, plaats = $3, digest = $4 where id = $1", h.id, register, place, h.digest); err != nil {
				return 0, "", fmt.Errorf("chain of %s: %w", register, err)
			}
		}
		if len(list) < hangAtOnce {
			return place, last, nil
		}
	}
}

// Anchor is an end of the chain that somebody wrote down before.
type Anchor struct {
	Places int64
	Digest string
}

// Check walks the chain of a register from its first line to its end and gives the first place where it does not hold, nil for
// none. It holds one line at a time. With an anchor it also says whether the chain still runs through it: who can write in the
// database can make a whole chain anew, but not one with the end that somebody kept elsewhere.
func Check(tx data.Tx, register string, anchor *Anchor) (Chain, *Break, error) {
	var c Chain
	head, err := tx.One("select plaats, digest, sinds from ketens where register = $1", register)
	if err != nil {
		return c, nil, fmt.Errorf("chain of %s: %w", register, err)
	}
	places, end := head.Int(0), head.Text(1)
	c.Since = zgw.Time(head.Text(2))
	if c.Since == "" {
		if anchor != nil {
			return c, &Break{Place: anchor.Places, Why: "Deze regel was er, en nu is het logboek leeg."}, nil
		}
		return c, nil, nil
	}
	d := newDigester()
	for r, err := range tx.Query("select plaats, digest, id, hoofd, uuid, resource, body, gemaakt from audit where keten = $1 order by plaats", register) {
		if err != nil {
			return c, nil, fmt.Errorf("chain of %s: %w", register, err)
		}
		place := c.Places + 1
		switch digest := d.next(c.Digest, row{place: place, id: r.Int(2), main: r.Int(3), uuid: r.Bytes(4), resource: r.Bytes(5), body: r.Bytes(6), written: r.Bytes(7)}); {
		case r.Int(0) != place:
			return c, &Break{Place: place, Written: c.Last, Why: "Deze regel is weg."}, nil
		case digest != r.Text(1):
			return c, &Break{Place: place, UUID: r.Text(4), Written: zgw.Time(r.Text(7)), Why: "Deze regel is veranderd, of hij sluit niet aan op de regel ervoor."}, nil
		case place > places:
			return c, &Break{Place: place, UUID: r.Text(4), Written: zgw.Time(r.Text(7)), Why: strangeWhy}, nil
		case anchor != nil && place == anchor.Places && digest != anchor.Digest:
			return c, &Break{Place: place, UUID: r.Text(4), Written: zgw.Time(r.Text(7)), Why: "Hier was het logboek eerder anders: het is opnieuw gemaakt."}, nil
		default:
			c.Places, c.Digest, c.Last = place, digest, zgw.Time(r.Text(7))
		}
	}
	if c.Places != places || c.Digest != end || anchor != nil && c.Places < anchor.Places {
		return c, &Break{Place: c.Places + 1, Written: c.Last, Why: "De regels vanaf hier ontbreken."}, nil
	}
	b, err := strange(tx, register)
	return c, b, err
}

const strangeWhy = "Deze regel is er buiten Meent om bij gezet."

// strange looks for a line that the trail of an object of the register shows and that hangs on no chain.
func strange(tx data.Tx, register string) (*Break, error) {
	row, err := tx.One("select uuid, gemaakt from audit where " + loose(register) + " order by id limit 1")
	if errors.Is(err, data.ErrNotFound) { // it may say that it is of another register; a cross join begins at the few that are ours
		row, err = tx.One("select a.uuid, a.gemaakt from (select distinct hoofd from audit where keten = $1) h cross join audit a where a.hoofd = h.hoofd and a.keten is null limit 1", register)
	}
	if errors.Is(err, data.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("chain of %s: %w", register, err)
	}
	return &Break{UUID: row.Text(0), Written: zgw.Time(row.Text(1)), Why: strangeWhy}, nil
}
