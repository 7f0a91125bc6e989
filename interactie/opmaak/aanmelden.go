package opmaak

// Login is how people log in.
type Login struct{}

func (s *Site) aanmeldPaginas() []Pagina { return nil }
