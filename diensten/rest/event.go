package rest

// event is what there is to tell of a write.
type event struct {
	resource      string
	kanaal        string
	bron          string
	audit         bool
	main, row     *Stored
	before, after *Stored
}

func (k *Kind) event(after, before, parent *Stored) event {
	e := event{resource: k.Name, bron: k.API.Component, row: after, before: before, after: after}
	if e.row == nil {
		e.row = before
	}
	e.main = parent
	if k.main {
		e.main = e.row
	}
	if e.main != nil {
		e.kanaal, e.audit = e.main.kind.kanaal, e.main.kind.Audit
	}
	if k.Quiet {
		e.kanaal = ""
	}
	return e
}

// record writes the audit row and the outbox row of a write.
func (c *Call) record(e event, action string, status int) error {
	if e.audit {
		if err := c.recordAudit(e, action, status); err != nil {
			return err
		}
	}
	if e.kanaal == "" || e.main == nil {
		return nil
	}
	return c.notify(e, action)
}
