package documenten

import (
	"net/http"

	"meent/diensten/rest"
)

// create makes a document, contents and all. The answer also has the lock, with which the bestandsdelen of large contents
// are sent (drc-016).
func create(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	in, err := takeIn(c, r)
	if err != nil {
		return err
	}
	made, err := Enkelvoudiginformatieobjecten.CreateFrom(c, r)
	if err != nil {
		in.undo(err)
		return err
	}
	var d Enkelvoudiginformatieobject
	if err := rest.Decode(made, &d); err != nil {
		return err
	}
	key := ""
	if len(d.Bestandsdelen) > 0 {
		key = d.Bestandsdelen[0].Lock
	}
	body := append(made.Body[:len(made.Body)-1:len(made.Body)-1], made.Afgeleid...)
	w.Header().Set("Location", c.Site.Public(made.URL()))
	return c.AnswerJSON(w, r, http.StatusCreated, append(body, `,"lock":"`+key+`"}`...))
}

// update changes a document: PUT and PATCH, each of which makes a version (drc-010).
func update(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	in, err := takeIn(c, r)
	if err != nil {
		return err
	}
	saved, err := Enkelvoudiginformatieobjecten.UpdateFrom(c, r)
	if err != nil {
		in.undo(err)
		return err
	}
	return c.Answer(w, r, http.StatusOK, saved)
}
