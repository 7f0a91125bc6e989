package verhaal

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io/fs"
	"mime/multipart"
	"path/filepath"
	"strings"
)

// pdf is a valid document of one page.
func pdf(text string) []byte {
	var b bytes.Buffer
	var at []int
	object := func(body string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), body)
	}
	stream := "BT /F1 24 Tf 72 720 Td (" + text + ") Tj ET"
	b.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
	object(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(stream), stream))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}

// document is the body of a document; more are pairs of name and value.
func (v *verhaal) document(titel string, more ...any) map[string]any {
	body := map[string]any{"bronorganisatie": rsin, "creatiedatum": "2024-01-15", "titel": titel, "auteur": "Bram Behandelaar", "taal": "nld",
		"informatieobjecttype": v.typ.document, "indicatieGebruiksrecht": false, "formaat": "application/pdf", "bestandsnaam": titel + ".pdf"}
	for i := 0; i < len(more); i += 2 {
		body[more[i].(string)] = more[i+1]
	}
	return body
}

func (v *verhaal) bewaartPDF() {
	c := v.behandelaar
	v.pdf = pdf("Vergunning")
	document := c.Make(documenten+"/enkelvoudiginformatieobjecten", v.document("Vergunning", "inhoud", base64.StdEncoding.EncodeToString(v.pdf)))
	v.made["document"] = fmt.Sprint(document["url"])
	v.same(document, "bestandsomvang", len(v.pdf))
	v.haaltOp("document", v.pdf)
	v.made["zio"] = v.hangtAan(v.made["document"])
}

func (v *verhaal) hangtAan(document string) string {
	v.Helper()
	zio := v.behandelaar.Make(zaken+"/zaakinformatieobjecten", map[string]any{"zaak": v.zaak, "informatieobject": document})
	return fmt.Sprint(zio["url"])
}

// haaltOp downloads a document at the address that it gives itself.
func (v *verhaal) haaltOp(name string, want []byte) {
	v.Helper()
	document := v.behandelaar.Get(v.made[name])
	a := v.behandelaar.Do("GET", fmt.Sprint(document["inhoud"]), nil, "Accept", "application/octet-stream")
	if a.Status != 200 || !bytes.Equal(a.Body, want) {
		v.Fatalf("download of %s: %d, %d bytes, want the %d that were sent", name, a.Status, len(a.Body), len(want))
	}
	if got := a.Header.Get("Content-Disposition"); !strings.Contains(got, ".pdf") {
		v.Errorf("download of %s: Content-Disposition %q names no file", name, got)
	}
}

func (v *verhaal) bewaartInDelen() {
	c := v.behandelaar
	v.parts = bytes.Repeat(pdf("In delen"), 2_000)
	document := c.Make(documenten+"/enkelvoudiginformatieobjecten", v.document("Tekening", "inhoud", nil, "bestandsomvang", len(v.parts)))
	v.made["groot"] = fmt.Sprint(document["url"])
	v.same(document, "locked", true) // drc-016
	lock := fmt.Sprint(document["lock"])
	delen, _ := document["bestandsdelen"].([]any)
	if len(delen) == 0 {
		v.Fatalf("no bestandsdelen in %v", document)
	}
	v.refused(c, "POST", v.made["groot"]+"/unlock", map[string]any{"lock": lock}, 400, "incomplete-upload")
	from := 0
	for _, d := range delen {
		deel := d.(map[string]any)
		to := from + int(deel["omvang"].(float64))
		v.stuurtDeel(fmt.Sprint(deel["url"]), lock, v.parts[from:to])
		from = to
	}
	if a := c.Do("POST", v.made["groot"]+"/unlock", map[string]any{"lock": lock}); a.Status != 204 {
		v.Fatalf("unlock: %d %s", a.Status, a.Body)
	}
	v.haaltOp("groot", v.parts)
	v.made["zio groot"] = v.hangtAan(v.made["groot"])
}

func (v *verhaal) stuurtDeel(url, lock string, part []byte) {
	v.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("lock", lock) // a bytes.Buffer takes all
	file, err := form.CreateFormFile("inhoud", "deel")
	if err != nil {
		v.Fatal(err)
	}
	_, _ = file.Write(part)
	_ = form.Close()
	if a := v.behandelaar.Do("PUT", url, body.Bytes(), "Content-Type", form.FormDataContentType()); a.Status != 200 {
		v.Fatalf("PUT of a part of %d bytes: %d %s", len(part), a.Status, a.Body)
	}
}

// bestanden is how many files the program keeps.
func (v *verhaal) bestanden() int {
	v.Helper()
	n := 0
	err := filepath.WalkDir(filepath.Join(v.meent.Data, "bestanden"), func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			n++
		}
		return err
	})
	if err != nil {
		v.Fatal(err)
	}
	return n
}
