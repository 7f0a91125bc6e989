package documenten

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strconv"

	"meent/diensten/rest"
)

// contents is what a write does to the contents of a document.
type contents struct {
	file    string // where they lie; "" when there are none
	changed bool   // other than before
	parts   int    // the size of what comes in parts
}

// ruleInhoud is drc-015 and drc-016: contents come with the request, or follow in parts when only their size comes.
func (d *Enkelvoudiginformatieobject) ruleInhoud(c *rest.Call, old *Enkelvoudiginformatieobject) {
	file, size, came := d.Inhoud.received()
	switch {
	case came && c.Sent("bestandsomvang") && d.Bestandsomvang != nil && *d.Bestandsomvang != size:
		c.Invalid("nonFieldErrors", "file-size", fmt.Sprintf("De inhoud is %d bytes groot en bestandsomvang zegt %d. Verbeter bestandsomvang of laat het weg.", size, *d.Bestandsomvang))
	case came:
		d.contents = contents{file: file, changed: true}
		d.Bestandsomvang = &size
	case old != nil && !c.Sent("inhoud"):
		d.keepInhoud(c, old)
	default:
		d.withoutInhoud(c)
	}
	d.Named()
}

// keepInhoud is a change that says nothing of the contents: they stay, in a PUT too, and so does their size.
func (d *Enkelvoudiginformatieobject) keepInhoud(c *rest.Call, old *Enkelvoudiginformatieobject) {
	size := d.Bestandsomvang
	d.contents, d.Bestandsomvang = contents{file: old.file}, old.Bestandsomvang
	same := size == nil && old.Bestandsomvang == nil || size != nil && old.Bestandsomvang != nil && *size == *old.Bestandsomvang
	switch {
	case !c.Sent("bestandsomvang") || same:
	case old.file == "": // there are none yet
		d.Bestandsomvang = size
		d.withoutInhoud(c)
	default:
		c.Invalid("nonFieldErrors", "file-size", "De bestandsomvang is anders dan die van de inhoud. Stuur de nieuwe inhoud mee, of inhoud: null om haar in bestandsdelen te sturen.")
	}
}

// withoutInhoud is a document of which no contents came: they follow in parts, or there are none.
func (d *Enkelvoudiginformatieobject) withoutInhoud(c *rest.Call) {
	d.contents = contents{changed: true}
	if !c.Sent("bestandsomvang") {
		d.Bestandsomvang = nil
	}
	switch size := d.Bestandsomvang; {
	case size == nil:
	case *size == 0:
		d.file = empty
	case *size > partSize*partsMax:
		c.Invalid("bestandsomvang", "max_value", fmt.Sprintf("Een document kan hoogstens %d bytes groot zijn.", partSize*partsMax))
	default:
		d.parts = *size
	}
}

// Named gives the member inhoud its address, once the document has one.
func (d *Enkelvoudiginformatieobject) Named() {
	d.Inhoud = ""
	if d.file != "" && d.URL != "" {
		d.Inhoud = Inhoud(d.URL) + "/download?versie=" + Inhoud(strconv.Itoa(d.Versie))
	}
}

// After keeps what the row does not hold: words, and contents.
func (d *Enkelvoudiginformatieobject) After(c *rest.Call, old *Enkelvoudiginformatieobject) error {
	id, err := c.ID(d.URL)
	if err != nil {
		return err
	}
	if err := d.storeTrefwoorden(c, id, old); err != nil {
		return err
	}
	if !d.changed || old == nil && d.file == "" && d.parts == 0 {
		return nil
	}
	return d.storeInhoud(c, id, old)
}

// storeInhoud writes where the contents lie, and makes the parts in which they come; until then the document is locked.
func (d *Enkelvoudiginformatieobject) storeInhoud(c *rest.Call, id int64, old *Enkelvoudiginformatieobject) error {
	key := d.Lock
	if old == nil {
		key = ""
		if d.parts > 0 {
			key = newKey()
		}
	} else if err := dropParts(c, id); err != nil {
		return err
	}
	if err := c.Tx.Exec("update documenten set file = $2, slot = $3 where id = $1", id, d.file, key); err != nil {
		return err
	}
	if err := makeParts(c, id, key, d.parts); err != nil {
		return err
	}
	if old == nil && key == "" {
		return nil
	}
	return c.Refresh(d.URL, "locked", "bestandsdelen")
}

// newKey is a key of a lock: 32 hexadecimal digits that nobody guesses.
func newKey() string {
	var key [16]byte
	_, _ = rand.Read(key[:]) // it never fails
	return hex.EncodeToString(key[:])
}
