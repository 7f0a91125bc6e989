package voorbeeld

import (
	"bytes"
	"fmt"
	"strings"
)

// pdf is a page with a title and lines of text, and the word VOORBEELD across it.
func pdf(titel string, regels []string) []byte {
	var page bytes.Buffer
	page.WriteString("q 0.85 g BT /F2 96 Tf 0.5 0.87 -0.87 0.5 210 180 Tm (VOORBEELD) Tj ET Q\n")
	fmt.Fprintf(&page, "BT /F2 18 Tf 72 760 Td (%s) Tj ET\n", pdfTekst(titel))
	for i, regel := range regels {
		fmt.Fprintf(&page, "BT /F1 11 Tf 72 %d Td (%s) Tj ET\n", 720-18*i, pdfTekst(regel))
	}
	font := "<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
	return pdfBestand([]string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>",
		fmt.Sprintf(font, "Helvetica"),
		fmt.Sprintf(font, "Helvetica-Bold"),
		fmt.Sprintf("<< /Length %d >>\nstream\n%sendstream", page.Len(), page.String()),
	})
}

// pdfBestand writes objects with the table that says where each begins; the first is the catalogue.
func pdfBestand(objecten []string) []byte {
	var file bytes.Buffer
	file.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n") // bytes over 127 say that the file is not text
	var begins []int
	for i, o := range objecten {
		begins = append(begins, file.Len())
		fmt.Fprintf(&file, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := file.Len()
	fmt.Fprintf(&file, "xref\n0 %d\n0000000000 65535 f \n", len(objecten)+1)
	for _, at := range begins {
		fmt.Fprintf(&file, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&file, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objecten)+1, table)
	return file.Bytes()
}

// pdfTekst is a text in the one-byte encoding of the page, with brackets escaped.
func pdfTekst(s string) string {
	var out []byte
	for _, r := range strings.ReplaceAll(s, "€", "\u0080") {
		switch {
		case r == '(' || r == ')' || r == '\\':
			out = append(out, '\\', byte(r))
		case r < 256:
			out = append(out, byte(r))
		default:
			out = append(out, '?')
		}
	}
	return string(out)
}
