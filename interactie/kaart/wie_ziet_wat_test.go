package kaart_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestWieZietWat(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		for _, rol := range []string{"medewerker", "teamleider", "programmamanager", "secretaris", "raadslid", "beheerder"} {
			status, text := w.als(rol, "").haal("/kaart/wie-ziet-wat")
			for _, want := range []string{"niet de mensen</h1>", "minder dan vijf mensen", "tien zaken of meer", "Niemand kan een mijlpaal afvinken", "Meent bewaart dat niet"} {
				if status != http.StatusOK || !strings.Contains(text, want) {
					t.Errorf("%s: %d, without %q", rol, status, want)
				}
			}
		}
	})
}
