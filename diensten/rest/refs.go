package rest

import (
	"errors"
	"fmt"
)

// checkRefs looks up every address in the input that must lead somewhere. On a reference to a resource of ours or of
// another server (tag ref) the codes are bad-url and invalid-resource; on one that must be ours (tag local) does_not_exist
// and no_match.
func (c *Call) checkRefs(refs []ref) {
	for _, r := range refs {
		if code, reason := c.checkRef(r); code != "" {
			c.Invalid(r.name, code, reason)
		}
	}
}

func (c *Call) checkRef(r ref) (code, reason string) {
	_, local := r.url.Local()
	if r.f.local != "" && !local {
		return "no_match", fmt.Sprintf("Dit adres hoort niet bij deze server; hier hoort een adres uit %s van %s.", r.f.local, c.Site.BaseURL)
	}
	s, err := c.Find(r.url)
	if err != nil {
		return c.refFault(r, err)
	}
	want := r.f.local
	if want == "" {
		want = r.f.ref
	}
	switch {
	case want == "" || s.kind != nil && s.kind.name() == want && s.URL() == r.url:
		return "", ""
	case s.kind == nil && c.remoteIs(s, want):
		return "", ""
	case r.f.local != "":
		return "no_match", fmt.Sprintf("Op dit adres staat iets anders; hier hoort een adres uit %s.", want)
	}
	return "invalid-resource", fmt.Sprintf("Op dit adres staat iets anders; hier hoort een adres uit %s.", want)
}

func (c *Call) refFault(r ref, err error) (code, reason string) {
	if r.f.local != "" {
		return "does_not_exist", "Op dit adres bestaat niets. Controleer het adres; misschien is het object verwijderd."
	}
	if fe, ok := errors.AsType[*FetchError](err); ok {
		return "bad-url", fe.Reason
	}
	return "bad-url", "Op dit adres is niets gevonden. Controleer het adres."
}

// remoteIs says whether a document of another server has the members of a kind of ours.
func (c *Call) remoteIs(s *Stored, name string) bool {
	for _, k := range c.Site.kinds {
		if k.name() == name {
			return k.shape(s.Body) == nil
		}
	}
	return true
}

// Static are objects of the program itself that addresses may lead to (the selectielijst): they lie in no table.
type Static struct {
	Path string
	Find func(uuid string) ([]byte, bool)
}

// AddStatic makes objects of the program findable by their address.
func (a *API) AddStatic(s Static) {
	a.site.kinds[s.Path] = &Kind{API: a, Path: s.Path, static: s.Find, site: a.site}
}
