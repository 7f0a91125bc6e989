package main

type demoCmd struct{}

// Run starts the example municipality.
func (demoCmd) Run(e *env, o *Options) error { return serveCmd{}.Run(e, o) }
