package auth

// Client is who makes a request: a program, and the person for whom it says it speaks. It is shared between requests with
// the same token: nobody changes it, nor what Claims holds.
type Client struct {
	ID                 string         // client_id
	Applicatie         string         // uuid of the Applicatie; empty when there is none, and then the client may do nothing
	Label              string         // what people call it
	UserID             string         // user_id of the token
	UserRepresentation string         // user_representation of the token
	Claims             map[string]any // all that the token says; numbers are json.Number

	grants *grants
}

// Rights are the objects for which the client has at least one of the scopes.
func (c *Client) Rights(needs ...Need) *Rights {
	if c == nil || c.grants == nil || len(needs) == 0 {
		return noRights
	}
	return c.grants.rights(needs)
}

// Everything says whether the client may do all there is (heeftAlleAutorisaties).
func (c *Client) Everything() bool { return c != nil && c.grants != nil && c.grants.everything }

// Has says whether the client has a scope for an object of this class.
func (c *Client) Has(component, scope string, cls int64) bool {
	return c.Rights(Need{component, scope}).Allows(cls)
}
